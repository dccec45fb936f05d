using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Tagging;

/// <param name="Type">As ResourceTypeFilters name it: the service, and the type where the ARN has one.</param>
internal sealed record TaggableResource(string Arn, string Type, SortedDictionary<string, string> Tags);

/// <summary>What bears tags in the simulated account: functions, queues, streams and tables, those of the stack among them.</summary>
internal static class TaggableResources
{
    /// <summary>In the order of their ARNs.</summary>
    public static IReadOnlyList<TaggableResource> Of(SimulatedAccount account) =>
    [
        .. account.Functions.Values.Select(f => new TaggableResource(f.Arn, "lambda:function", f.Tags))
            .Concat(account.Queues.Values.Select(q => new TaggableResource(q.Arn, "sqs", q.Tags)))
            .Concat(account.Streams.Values.Select(s => new TaggableResource(s.Arn, s.Kind == StreamKind.Table ? "dynamodb:table" : "kinesis:stream", s.Tags)))
            .OrderBy(r => r.Arn, StringComparer.Ordinal),
    ];
}
