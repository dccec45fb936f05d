using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>Resources for tests.</summary>
public static class An
{
    public static DateTimeOffset Nine { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static string QueueArn(string name) => $"arn:aws:sqs:us-east-1:123456789012:{name}";

    public static string TableArn(string name) => $"arn:aws:dynamodb:us-east-1:123456789012:table/{name}";

    public static string TableStreamArn(string name) => $"{TableArn(name)}/stream/2026-01-01T00:00:00.000";

    public static Function Function(string name, string role = "", params (string Name, string Value)[] environment) => new(
        name,
        $"arn:aws:lambda:us-east-1:123456789012:function:{name}",
        $"arn:aws:iam::123456789012:role/{(role == "" ? name : role)}",
        TimeSpan.FromSeconds(60), 256, Nine.AddDays(-30),
        environment.ToDictionary(e => e.Name, e => e.Value));

    public static Queue Queue(string name, string? deadLetterQueue = null) => new(
        name, QueueArn(name), $"https://sqs.us-east-1.amazonaws.com/123456789012/{name}",
        TimeSpan.FromSeconds(180), TimeSpan.FromDays(4), Fifo: false,
        deadLetterQueue is null ? null : new RedrivePolicy(QueueArn(deadLetterQueue), 5));

    public static EventSourceMapping Mapping(
        string uuid, string sourceArn, string function, string state = "Enabled", int? maximumConcurrency = null) =>
        new(uuid, sourceArn, function, null, state, 10, TimeSpan.Zero, maximumConcurrency, PartialBatchResponses: false);

    public static Inventory Inventory(Function[] functions, EventSourceMapping[] mappings, params Queue[] queues) =>
        new([.. functions], [.. queues], [.. mappings], new AccountLimits(1000, 900));
}
