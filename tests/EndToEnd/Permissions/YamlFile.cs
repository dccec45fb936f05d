using YamlDotNet.RepresentationModel;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>A file that is one list of flat mappings.</summary>
internal static class YamlFile
{
    public static IReadOnlyList<YamlMappingNode> Entries(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return stream.Documents is [{ RootNode: YamlSequenceNode list }] && list.All(e => e is YamlMappingNode)
            ? [.. list.Cast<YamlMappingNode>()]
            : throw new InvalidDataException($"{file} must be one list of mappings.");
    }

    /// <exception cref="InvalidDataException">It is missing or empty.</exception>
    public static string Text(YamlMappingNode entry, string key, string file) =>
        entry.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : throw new InvalidDataException($"{file}:{entry.Start.Line}: {key} is missing.");
}
