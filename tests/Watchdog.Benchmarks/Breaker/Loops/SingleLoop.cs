using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>A function that writes to what triggers it.</summary>
internal static class SingleLoop
{
    public const string Function = "process-item";
    public const string Source = "items";

    public static void Add(ScenarioText text, Loop loop, bool seenByAws)
    {
        AddSource(text, loop);
        text.Add("functions", $"{{ name: {Function}, timeout: 60s, memory: 256, {Duration(loop.Turn.TotalMilliseconds)}, "
            + $"{(loop.IsNamed ? $"environment: {{ {Variable(loop.Family)}: {Source} }}, " : "")}mayWrite: [ {Source} ], awsLoopDetection: {(seenByAws ? "true" : "false")} }}");
        text.Add("traffic", $"{{ to: {Source}, rate: {loop.Rate} }}");
        text.Add("changes", $"{{ at: {Loop.Onset.TotalMinutes:0}m, function: {Function}, deploy: true, writes: [ {{ to: {Source}, perMessage: {Number(loop.Gain)} }} ] }}");
    }

    private static void AddSource(ScenarioText text, Loop loop)
    {
        switch (loop.Family)
        {
            case LoopFamily.Queue:
                text.Add("queues", $"{{ name: {Source}, visibilityTimeout: 360s, deadLetter: {{ queue: {Source}-dlq, maxReceiveCount: 5 }} }}");
                text.Add("queues", $"{{ name: {Source}-dlq }}");
                text.Add("mappings", $"{{ source: {Source}, function: {Function}, batchSize: 1 }}");
                break;
            case LoopFamily.Table:
            case LoopFamily.Kinesis:
                text.Add(loop.Family == LoopFamily.Table ? "tables" : "streams", $"{{ name: {Source}, shards: {Shards(loop)} }}");
                text.Add("mappings", $"{{ source: {Source}, function: {Function}, batchSize: 10, parallelization: 10 }}");
                break;
            default:
                text.Add(loop.Family == LoopFamily.Bucket ? "buckets" : "topics", $"{{ name: {Source} }}");
                text.Add("triggers", $"{{ source: {Source}, function: {Function} }}");
                break;
        }
    }

    /// <summary>
    /// Four, as a stream on demand begins with, and enough for ten times the usual traffic: ten batches of each shard may run at the same
    /// time. A loop through a stream that was full before cannot spend more than was spent before.
    /// </summary>
    private static int Shards(Loop loop) => Math.Max(4, (int)Math.Ceiling(loop.FeedPerSecond * loop.Turn.TotalSeconds));

    private static string Variable(LoopFamily family) => family switch
    {
        LoopFamily.Queue => "ITEMS_QUEUE_URL",
        LoopFamily.Table => "ITEMS_TABLE",
        LoopFamily.Kinesis => "ITEMS_STREAM",
        LoopFamily.Bucket => "ITEMS_BUCKET",
        _ => "ITEMS_TOPIC_ARN",
    };
}
