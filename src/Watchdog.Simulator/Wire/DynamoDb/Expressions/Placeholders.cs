using System.Text.Json;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>
/// A request's ExpressionAttributeNames and ExpressionAttributeValues. All expressions of the request share them, and each has to be used
/// by at least one.
/// </summary>
public sealed class Placeholders
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <param name="expressions">The members that can hold an expression in this request, for the error when none does.</param>
    public static Placeholders Read(RequestBody request, params IReadOnlyList<string> expressions)
    {
        var placeholders = new Placeholders();
        var missing = string.Join(" and ", expressions) + (expressions.Count == 1 ? " is null" : " are null");
        var none = expressions.All(e => request.OptionalString(e) is null);
        foreach (var name in Members(request, "ExpressionAttributeNames", none, missing))
            placeholders.names[Checked(name.Name, '#', "ExpressionAttributeNames")] = name.Value.GetString()!;
        foreach (var value in Members(request, "ExpressionAttributeValues", none, missing))
            placeholders.values[Checked(value.Name, ':', "ExpressionAttributeValues")] = ReadValue(value);
        return placeholders;
    }

    public string Name(string placeholder, string kind)
    {
        used.Add(placeholder);
        return names.TryGetValue(placeholder, out var name)
            ? name
            : throw DynamoDbException.Validation(
                $"Invalid {kind}: An expression attribute name used in the document path is not defined; attribute name: {placeholder}");
    }

    public AttributeValue Value(string placeholder, string kind)
    {
        used.Add(placeholder);
        return values.TryGetValue(placeholder, out var value)
            ? value
            : throw DynamoDbException.Validation(
                $"Invalid {kind}: An expression attribute value used in expression is not defined; attribute value: {placeholder}");
    }

    /// <exception cref="DynamoDbException">A name or value was given that no expression uses.</exception>
    public void CheckAllUsed()
    {
        Check(names.Keys, "ExpressionAttributeNames");
        Check(values.Keys, "ExpressionAttributeValues");
    }

    private void Check(IEnumerable<string> keys, string member)
    {
        var unused = keys.Where(k => !used.Contains(k)).ToList();
        if (unused.Count > 0)
            throw DynamoDbException.Validation($"Value provided in {member} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
    }

    private static List<JsonProperty> Members(RequestBody request, string member, bool noExpression, string missing)
    {
        if (request.Optional(member) is not { } element)
            return [];
        if (noExpression)
            throw DynamoDbException.Validation($"{member} can only be specified when using expressions: {missing}");
        List<JsonProperty> members = [.. element.EnumerateObject()];
        return members.Count > 0 ? members : throw DynamoDbException.Validation($"{member} must not be empty");
    }

    private static string Checked(string key, char mark, string member) =>
        key.Length > 1 && key[0] == mark && key.AsSpan(1).IndexOfAnyExcept(WordCharacters) < 0
            ? key
            : throw DynamoDbException.Validation($"{member} contains invalid key: Syntax error; key: \"{key}\"");

    private static readonly System.Buffers.SearchValues<char> WordCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static AttributeValue ReadValue(JsonProperty value)
    {
        try
        {
            return AttributeValueJson.Read(value.Value);
        }
        catch (DynamoDbException e) when (e.Code == "ValidationException")
        {
            throw DynamoDbException.Validation($"ExpressionAttributeValues contains invalid value: {e.Message} for key {value.Name}");
        }
    }
}
