using System.Text.Json.Nodes;

namespace Infrastructure.Tests.Support;

/// <summary>The template as CloudFormation's macro transforms it; transformed once.</summary>
internal static class PlainTemplate
{
    private static readonly Lazy<Task<string>> s_text = new(TransformAsync);

    public static async Task<JsonObject> LoadAsync() => (JsonObject)JsonNode.Parse(await s_text.Value)!;

    /// <summary>The template for a stack of the name <see cref="StackValues.StackName"/>, with the defaults of all other parameters.</summary>
    public static async Task<StackValues> ForStackAsync(params (string Name, string Value)[] parameters) =>
        new(await LoadAsync(), parameters.ToDictionary(p => p.Name, p => p.Value));

    private static async Task<string> TransformAsync()
    {
        var (exitCode, output) = await Tool.RunAsync("python3", Repository.PathOf("tests", "Infrastructure.Tests", "Support", "transform.py"), "template.yaml");
        Assert.True(exitCode == 0, output);
        return output;
    }
}
