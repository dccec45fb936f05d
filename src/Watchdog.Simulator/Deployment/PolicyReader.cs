using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.Simulator.Deployment;

/// <summary>
/// The policies of a function's role. What cannot be evaluated is an error, not a permission less: a managed policy, whose text is not
/// here; a SAM policy template; an element, operator or condition key that is not known.
/// </summary>
/// <param name="function">The function's properties.</param>
internal sealed class PolicyReader(PropertyReader function)
{
    private const string Version = "2012-10-17";
    private static readonly string[] Elements = ["Sid", "Effect", "Action", "Resource", "Condition"];

    /// <exception cref="DeploymentException">A policy cannot be read; the message says where it stands.</exception>
    public IReadOnlyList<PolicyDocument> Read() => function.Properties["Policies"] switch
    {
        null => [],
        JsonArray several => [.. several.Select((policy, i) => Document(policy, $".Policies[{i}]"))],
        var one => [Document(one, ".Policies")],
    };

    private PolicyDocument Document(JsonNode? policy, string place)
    {
        if (policy is not JsonObject document)
            throw function.Error(place, $"is {policy?.ToJsonString() ?? "empty"}: managed policies are not supported; write the statements here.");
        if (!document.ContainsKey("Statement"))
            throw function.Error(place, $"is the SAM policy template {string.Join(", ", document.Select(p => p.Key))}: these are not supported; write the statements here.");
        if (document["Version"]?.ToString() is not Version and var version)
            throw function.Error($"{place}.Version", $"is {version ?? "missing"}; it must be {Version}.");
        return new PolicyDocument(document["Statement"] switch
        {
            JsonArray { Count: > 0 } several => [.. several.Select((s, i) => Statement(s, $"{place}.Statement[{i}]"))],
            JsonObject one => [Statement(one, $"{place}.Statement")],
            _ => throw function.Error($"{place}.Statement", "must be a statement, or a list of some."),
        });
    }

    private PolicyStatement Statement(JsonNode? node, string place)
    {
        if (node is not JsonObject statement)
            throw function.Error(place, "must be a mapping.");
        if (statement.Select(e => e.Key).FirstOrDefault(k => !Elements.Contains(k)) is { } unknown)
            throw function.Error($"{place}.{unknown}", $"is not supported; read are {string.Join(", ", Elements)}.");
        var effect = statement["Effect"]?.ToString() switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,
            var other => throw function.Error($"{place}.Effect", $"is {other ?? "missing"}; it must be Allow or Deny."),
        };
        var actions = Texts(statement["Action"], $"{place}.Action");
        if (actions.FirstOrDefault(a => a != "*" && a.Split(':').Length != 2) is { } malformed)
            throw function.Error($"{place}.Action", $"has {malformed}; an action is SERVICE:ACTION.");
        return new PolicyStatement(
            statement["Sid"]?.ToString(), effect, actions, Texts(statement["Resource"], $"{place}.Resource"), Conditions(statement["Condition"], actions, $"{place}.Condition"));
    }

    private List<PolicyCondition> Conditions(JsonNode? node, IReadOnlyList<string> actions, string place)
    {
        if (node is null)
            return [];
        if (node is not JsonObject operators)
            throw function.Error(place, "must be a mapping.");
        List<PolicyCondition> conditions = [];
        foreach (var (name, keys) in operators)
        {
            var known = ConditionOperator.Find(name)
                ?? throw function.Error($"{place}.{name}", $"is not supported; operators are {ConditionOperator.Accepted}.");
            if (keys is not JsonObject mapping)
                throw function.Error($"{place}.{name}", "must be a mapping of condition keys.");
            conditions.AddRange(mapping.Select(k => new PolicyCondition(known, Key(k.Key, actions, $"{place}.{name}.{k.Key}"), Texts(k.Value, $"{place}.{name}.{k.Key}"))));
        }

        return conditions;
    }

    private string Key(string key, IReadOnlyList<string> actions, string place)
    {
        var bearing = ConditionKeys.ActionsOf(key)
            ?? throw function.Error(place, $"is a condition key that is not known here; known are {ConditionKeys.Known}.");
        return bearing.Count == 0 || actions.All(a => bearing.Contains(a, StringComparer.OrdinalIgnoreCase))
            ? key
            : throw function.Error(place, $"is known of {string.Join(", ", bearing)} only; the statement is about {string.Join(", ", actions)}.");
    }

    /// <summary>One string or several.</summary>
    private List<string> Texts(JsonNode? node, string place)
    {
        List<string> texts = node switch
        {
            JsonValue one => [one.ToString()],
            JsonArray { Count: > 0 } list when list.All(e => e is JsonValue) => [.. list.Select(e => e!.ToString())],
            _ => throw function.Error(place, "must be a string, or a list of strings."),
        };
        // What AWS puts in for a policy variable is not known here.
        return texts.Find(t => t.Contains("${", StringComparison.Ordinal)) is { } variable
            ? throw function.Error(place, $"has {variable}; policy variables are not supported.")
            : texts;
    }
}
