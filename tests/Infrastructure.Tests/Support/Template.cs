using YamlDotNet.RepresentationModel;

namespace Infrastructure.Tests.Support;

/// <summary>template.yaml as it is written, before any transformation.</summary>
internal static class Template
{
    public static YamlMappingNode Root { get; } = Load();

    /// <summary>The functions by logical id, in the order of the file.</summary>
    public static IReadOnlyList<(string Id, YamlMappingNode Resource)> Functions =>
        [.. Map(Root, "Resources").Children
            .Select(r => (Id: r.Key.ToString(), Resource: (YamlMappingNode)r.Value))
            .Where(r => r.Resource["Type"].ToString() == "AWS::Serverless::Function")];

    public static YamlMappingNode Map(YamlNode node, params string[] path) =>
        (YamlMappingNode)path.Aggregate(node, (n, key) => n[key]);

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read("template.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
