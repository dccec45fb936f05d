using System.Text.Json;
using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

/// <summary>In which order CloudFormation removes the stack: what depends on something goes before it.</summary>
public sealed partial class RemovalTests
{
    [Fact]
    public async Task The_clean_up_comes_after_the_watchers_have_gone_and_while_all_that_the_breaker_needs_is_there()
    {
        var (exitCode, output) = await Tool.RunAsync("python3", Repository.PathOf("tests", "Infrastructure.Tests", "Support", "transform.py"), "template.yaml");
        Assert.True(exitCode == 0, output);
        using var transformed = JsonDocument.Parse(output);
        var resources = transformed.RootElement.GetProperty("Resources").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
        HashSet<string> Needs(string id) => Closure(id, resources);

        Assert.Superset(
            new HashSet<string> { "CircuitBreaker", "CircuitBreakerRole", "CircuitBreakerLogs", "CircuitBreakerDeadLetters", "StateTable", "NotificationTopic" },
            Needs("CleanUp"));
        var watching = resources.Where(r => Text(r.Value, "Type") is "AWS::Lambda::Function" or "AWS::Events::Rule").Select(r => r.Key).Where(id => id != "CircuitBreaker").ToList();
        Assert.Equal(8, watching.Count);
        Assert.All(watching, id => Assert.Contains("CleanUp", Needs(id)));
    }

    private static HashSet<string> Closure(string id, Dictionary<string, JsonElement> resources)
    {
        var needed = new HashSet<string>();
        var toVisit = new Queue<string>([id]);
        while (toVisit.TryDequeue(out var next))
            foreach (var reference in References(resources[next]).Where(resources.ContainsKey))
                if (needed.Add(reference))
                    toVisit.Enqueue(reference);
        return needed;
    }

    private static IEnumerable<string> References(JsonElement resource) =>
        (resource.TryGetProperty("DependsOn", out var on) ? on.ValueKind is JsonValueKind.Array ? on.EnumerateArray().Select(o => o.GetString()!) : [on.GetString()!] : [])
        .Concat(resource.TryGetProperty("Properties", out var properties) ? Within(properties) : []);

    private static IEnumerable<string> Within(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Within),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => (member.Name, member.Value.ValueKind) switch
        {
            ("Ref", JsonValueKind.String) => [member.Value.GetString()!],
            ("Fn::GetAtt", JsonValueKind.Array) => [member.Value[0].GetString()!],
            ("Fn::Sub", JsonValueKind.String) => Placeholder().Matches(member.Value.GetString()!).Select(m => m.Groups[1].Value),
            _ => Within(member.Value),
        }),
        _ => [],
    };

    private static string? Text(JsonElement resource, string member) => resource.GetProperty(member).GetString();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Placeholder();
}
