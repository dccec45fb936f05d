using System.Text.Json;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Versions;

/// <summary>
/// Reads a function's resource policy for the buckets, topics and rules that it lets call the function. A statement for a whole service, without
/// a source, names nobody; nor does one whose source has a wildcard.
/// </summary>
internal static class PolicyTriggers
{
    private static readonly string[] _conditions = ["ArnLike", "ArnEquals", "StringEquals", "StringLike"];

    /// <exception cref="InvalidDataException">The policy is not a JSON object.</exception>
    public static IReadOnlyList<PushTrigger> Of(string function, string? qualifier, string policy)
    {
        using var document = Parse(function, policy);
        return
        [
            .. from statement in Each(Member(document.RootElement, "Statement"))
               where IsAllowed(statement)
               from sourceArn in SourceArns(statement)
               let source = Source(sourceArn)
               where source is not null && Services(statement).Contains(source.Value.Service)
               group source.Value.Id by sourceArn into one
               select new PushTrigger(one.First(), one.Key, function, qualifier),
        ];
    }

    private static JsonDocument Parse(string function, string policy)
    {
        try
        {
            var document = JsonDocument.Parse(policy);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // The same as JSON of another kind.
        }
        throw new InvalidDataException($"The resource policy of function {function} is not a JSON object: {policy}");
    }

    private static bool IsAllowed(JsonElement statement) =>
        Texts(Member(statement, "Effect")) is ["Allow"]
        && Texts(Member(statement, "Action")).Any(a => a.ToUpperInvariant() is "LAMBDA:INVOKEFUNCTION" or "LAMBDA:INVOKE*" or "LAMBDA:*" or "*");

    /// <summary>The services among the principals, each as in the ARN of its resources.</summary>
    private static IEnumerable<string> Services(JsonElement statement) =>
        Texts(Member(Member(statement, "Principal"), "Service")).Select(s => s.Split('.')[0]);

    private static IEnumerable<string> SourceArns(JsonElement statement) =>
        from name in _conditions
        let condition = Member(Member(statement, "Condition"), name)
        where condition?.ValueKind == JsonValueKind.Object
        from key in condition.Value.EnumerateObject()
        // The names of condition keys have no case; AWS itself writes this one in two ways.
        where key.Name.Equals("aws:SourceArn", StringComparison.OrdinalIgnoreCase)
        from arn in Texts(key.Value)
        select arn;

    private static (string Service, ResourceId Id)? Source(string sourceArn)
    {
        if (!Arn.TryParse(sourceArn, out var arn) || arn.Resource.AsSpan().ContainsAny('*', '?'))
            return null;
        return (arn.Service, arn.Resource.Split('/', 2)) switch
        {
            ("s3", [var bucket, ..]) => ("s3", new ResourceId(ResourceKind.Bucket, bucket)),
            ("sns", [var topic]) => ("sns", new ResourceId(ResourceKind.Topic, topic)),
            // rule/NAME on the default bus, rule/BUS/NAME on another one, where the name alone is not unique.
            ("events", ["rule", { Length: > 0 } rule]) => ("events", new ResourceId(ResourceKind.Rule, rule)),
            _ => null,
        };
    }

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Policies write one thing as itself and several as a list.</summary>
    private static IEnumerable<JsonElement> Each(JsonElement? element) => element switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } one => [one],
    };

    private static string[] Texts(JsonElement? element) =>
        [.. Each(element).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)];
}
