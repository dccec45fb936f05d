using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infrastructure.Tests.Support;

/// <summary>
/// Works out what a transformed template says for one stack: parameters, conditions and intrinsic functions, as far as this template uses them.
/// A resource without a name of its own goes by its logical id.
/// </summary>
internal sealed partial class StackValues(JsonObject template, IReadOnlyDictionary<string, string> parameters)
{
    public const string StackName = "watchdog";

    private static readonly string[] s_nameProperties = ["AlarmName", "FunctionName", "QueueName", "LogGroupName", "DashboardName"];

    private static readonly Dictionary<string, string> s_pseudo = new()
    {
        ["AWS::StackName"] = StackName,
        ["AWS::Region"] = "us-east-1",
        ["AWS::AccountId"] = "123456789012",
        ["AWS::Partition"] = "aws",
        ["AWS::URLSuffix"] = "amazonaws.com",
        ["AWS::StackId"] = $"arn:aws:cloudformation:us-east-1:123456789012:stack/{StackName}/0a1b2c3d-1111-2222-3333-444455556666",
    };

    /// <summary>The properties of all resources of a type whose condition holds, by logical id, in the template's order.</summary>
    public IReadOnlyDictionary<string, JsonObject> Resources(string type) => template["Resources"]!.AsObject()
        .Where(r => (string?)r.Value!["Type"] == type && (r.Value["Condition"] is not { } condition || Holds((string)condition!)))
        .ToDictionary(r => r.Key, r => Properties(r.Key));

    public JsonObject Properties(string logicalId) => (JsonObject)Resolve(template["Resources"]![logicalId]!["Properties"])!;

    private JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } call when call.First() is { Key: "Ref" } reference => (string)reference.Value! == "AWS::NoValue" ? null : Ref((string)reference.Value!),
        JsonObject { Count: 1 } call when call.First() is var (name, argument) && name.StartsWith("Fn::", StringComparison.Ordinal) => Call(name, argument!),
        JsonObject map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, Resolve(e.Value))).Where(e => e.Value is not null)),
        JsonArray list => new JsonArray([.. list.Select(Resolve).Where(e => e is not null)]),
        _ => node?.DeepClone(),
    };

    private JsonNode? Call(string name, JsonNode argument) => name switch
    {
        "Fn::Sub" => Placeholder().Replace((string)argument!, m => m.Groups[1].Value switch
        {
            ['!', .. var literal] => $"${{{literal}}}",
            var of when of.Contains('.', StringComparison.Ordinal) => of,
            var of => Ref(of),
        }),
        "Fn::GetAtt" => (string)argument[1]! is "QueueName" ? Ref((string)argument[0]!) : $"{argument[0]}.{argument[1]}",
        "Fn::If" => Resolve(Holds((string)argument[0]!) ? argument[1] : argument[2]),
        "Fn::Join" => string.Join((string)argument[0]!, Resolve(argument[1])!.AsArray().Select(e => (string)e!)),
        "Fn::Select" or "Fn::Split" => argument.ToJsonString(),
        _ => throw new NotSupportedException($"{name} is not one of the functions that these tests know."),
    };

    private string Ref(string name)
    {
        if (s_pseudo.TryGetValue(name, out var pseudo))
            return pseudo;
        if (template["Parameters"]![name] is { } parameter)
            return parameters.GetValueOrDefault(name) ?? parameter["Default"]!.ToString();
        var resource = template["Resources"]![name] ?? throw new InvalidOperationException($"{name} is no parameter and no resource.");
        return s_nameProperties.Select(p => resource["Properties"]?[p]).FirstOrDefault(p => p is not null) is { } given ? (string)Resolve(given)! : name;
    }

    private bool Holds(string condition) => Truth(template["Conditions"]![condition]!.AsObject().First());

    private bool Truth(KeyValuePair<string, JsonNode?> test) => test.Key switch
    {
        "Fn::Not" => !Truth(test.Value![0]!.AsObject().First()),
        "Fn::Equals" => (string?)Resolve(test.Value![0]) == (string?)Resolve(test.Value[1]),
        _ => throw new NotSupportedException($"{test.Key} is not one of the conditions that these tests know."),
    };

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
