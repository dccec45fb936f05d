using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchdog.Simulator.Deployment;

/// <summary>
/// Resolves the intrinsic functions of one place in a template: Ref, Fn::Sub, Fn::GetAtt, Fn::If, Fn::Join, Fn::Select, Fn::Split and, in
/// conditions, Fn::Equals, Fn::Not, Fn::And, Fn::Or, Condition. What resolves to AWS::NoValue is left out.
/// </summary>
/// <param name="place">Where the functions stand, for errors, e.g. template.yaml: Resources.QueueWatcher.</param>
/// <param name="reference">What Ref gives for a name; null: there is none.</param>
/// <param name="attribute">What Fn::GetAtt gives for a logical id and an attribute; null: there is none.</param>
/// <param name="condition">A named condition; null: there is none.</param>
internal sealed partial class Intrinsics(
    string place, Func<string, string?> reference, Func<string, string, string?> attribute, Func<string, bool?> condition)
{
    private const string NoValue = "AWS::NoValue";

    /// <returns>Null for AWS::NoValue.</returns>
    /// <exception cref="DeploymentException">A function is not supported or malformed, or names what does not exist.</exception>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } call when IsFunction(call.First().Key) => Call(call.First().Key, call.First().Value),
        JsonObject mapping => new JsonObject(mapping
            .Select(e => KeyValuePair.Create(e.Key, Resolve(e.Value)))
            .Where(e => e.Value is not null)),
        JsonArray list => new JsonArray([.. list.Select(Resolve).Where(e => e is not null)]),
        _ => node?.DeepClone(),
    };

    /// <summary>A condition's value.</summary>
    public bool Truth(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } call)
            throw Error("a condition is one of Fn::Equals, Fn::Not, Fn::And, Fn::Or, Condition");
        var (name, argument) = call.First();
        return name switch
        {
            "Condition" => Named(Text(argument, name)),
            "Fn::Equals" => List(argument, name, 2) is var sides && Text(Resolve(sides[0]), name) == Text(Resolve(sides[1]), name),
            "Fn::Not" => !Truth(List(argument, name, 1)[0]),
            "Fn::And" => List(argument, name, null).All(Truth),
            "Fn::Or" => List(argument, name, null).Any(Truth),
            _ => throw Error($"{name} is not supported in a condition; supported are Fn::Equals, Fn::Not, Fn::And, Fn::Or, Condition"),
        };
    }

    private static bool IsFunction(string key) => key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal);

    private JsonNode? Call(string name, JsonNode? argument)
    {
        switch (name)
        {
            case "Ref":
                return Text(argument, name) is var target && target == NoValue ? null : Ref(target);
            case "Fn::GetAtt":
                var path = List(argument, name, 2);
                return Attribute(Text(path[0], name), Text(Resolve(path[1]), name));
            case "Fn::Sub":
                return Sub(argument);
            case "Fn::If":
                var branches = List(argument, name, 3);
                return Resolve(Named(Text(branches[0], name)) ? branches[1] : branches[2]);
            case "Fn::Join":
                var join = List(argument, name, 2);
                return string.Join(Text(join[0], name), Strings(join[1], name));
            case "Fn::Split":
                var split = List(argument, name, 2);
                return new JsonArray([.. Text(Resolve(split[1]), name).Split(Text(split[0], name)).Select(p => (JsonNode)p)]);
            case "Fn::Select":
                var select = List(argument, name, 2);
                var from = Strings(select[1], name);
                return int.TryParse(Text(select[0], name), out var index) && index >= 0 && index < from.Count
                    ? from[index]
                    : throw Error($"Fn::Select has the index {select[0]}; the list has {from.Count} elements");
            default:
                throw Error($"{name} is not supported; supported are Ref, Fn::Sub, Fn::GetAtt, Fn::If, Fn::Join, Fn::Select, Fn::Split");
        }
    }

    private string Sub(JsonNode? argument)
    {
        var text = Text(argument is JsonArray pair ? List(pair, "Fn::Sub", 2)[0] : argument, "Fn::Sub");
        var variables = argument is JsonArray ? Resolve(List(argument, "Fn::Sub", 2)[1]) as JsonObject : null;
        return Placeholder().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (name.StartsWith('!'))
                return $"${{{name[1..]}}}";
            if (variables?[name] is { } value)
                return value.ToString();
            return name.Split('.', 2) is [var id, var of] ? Attribute(id, of) : Ref(name);
        });
    }

    private string Ref(string name) => reference(name) ?? throw Error($"Ref names {name}, which is no parameter and no resource of the template");

    private string Attribute(string id, string name) =>
        attribute(id, name) ?? throw Error($"Fn::GetAtt names {id}.{name}, which no resource of the template has");

    private bool Named(string name) => condition(name) ?? throw Error($"the condition {name} is not defined");

    private List<string> Strings(JsonNode? node, string function) =>
        Resolve(node) is JsonArray list ? [.. list.Select(e => Text(e, function))] : throw Error($"{function} needs a list");

    private string Text(JsonNode? node, string function) =>
        node is JsonValue value ? value.ToString() : throw Error($"{function} needs a string where it has {node?.ToJsonString() ?? "nothing"}");

    private JsonArray List(JsonNode? node, string function, int? count) => node is JsonArray list && (count is null || list.Count == count)
        ? list
        : throw Error($"{function} needs a list{(count is null ? "" : $" of {count}")}");

    private DeploymentException Error(string message) => new($"{place}: {message}.");

    [GeneratedRegex(@"\$\{(?<name>![^}]*|[A-Za-z0-9:.]+)\}")]
    private static partial Regex Placeholder();
}
