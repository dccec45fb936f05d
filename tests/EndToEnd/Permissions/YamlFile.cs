using YamlDotNet.RepresentationModel;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>A file that is one list of flat mappings, all with the same keys.</summary>
internal static class YamlFile
{
    /// <summary>The values of each entry, in the order of the keys.</summary>
    /// <exception cref="InvalidDataException">The file is something else; an entry lacks a key, has another one, or an empty value.</exception>
    public static IReadOnlyList<string[]> Read(string file, params string[] keys)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return stream.Documents is [{ RootNode: YamlSequenceNode list }]
            ? [.. list.Select(e => Values(file, e, keys))]
            : throw new InvalidDataException($"{file} must be one list of mappings.");
    }

    private static string[] Values(string file, YamlNode node, string[] keys)
    {
        var values = keys.Select(k => node is YamlMappingNode entry && entry.Children.TryGetValue(k, out var value) ? (value as YamlScalarNode)?.Value : null)
            .OfType<string>().Where(v => v.Length > 0).ToArray();
        return values.Length == keys.Length && ((YamlMappingNode)node).Children.Count == keys.Length
            ? values
            : throw new InvalidDataException($"{file}:{node.Start.Line}: an entry has {string.Join(", ", keys)}, each with a value, and nothing else.");
    }
}
