using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>
/// A function sends back to a queue what comes to its dead-letter queue, which is well as long as the consumer rejects two messages in a
/// hundred. Then it rejects all, and several are sent back for each. It reports the messages as failed and does not fail itself: pollers
/// would back off from that, and the loop would stay small.
/// </summary>
internal static class DeadLetterLoop
{
    public const string Consumer = "process-claim";
    public const string Redriver = "retry-claims";

    public static void Add(ScenarioText text, Loop loop, bool seenByAws)
    {
        // A message is visible again, and moved at its next receive, after the visibility timeout, which AWS wants as long as the function's.
        var halfTurn = Math.Max(1, (int)(loop.Turn.TotalSeconds / 2));
        var aws = $"awsLoopDetection: {(seenByAws ? "true" : "false")}";
        text.Add("queues", $"{{ name: claims, visibilityTimeout: {halfTurn}s, deadLetter: {{ queue: claims-dlq, maxReceiveCount: 1 }} }}");
        text.Add("queues", "{ name: claims-dlq, visibilityTimeout: 360s, retention: 14d }");
        text.Add("functions", $"{{ name: {Consumer}, timeout: {halfTurn}s, memory: 256, {Duration(loop.Turn.TotalMilliseconds / 10)}, errorRate: 0.02, {aws} }}");
        text.Add("functions", $"{{ name: {Redriver}, timeout: 60s, {Duration(loop.Turn.TotalMilliseconds / 2)}, writes: [ {{ to: claims, perMessage: 1 }} ], "
            + $"{(loop.IsNamed ? "environment: { CLAIMS_QUEUE_URL: claims }, " : "")}mayWrite: [ claims ], {aws} }}");
        text.Add("mappings", $"{{ source: claims, function: {Consumer}, batchSize: 1, partialBatch: true }}");
        text.Add("mappings", $"{{ source: claims-dlq, function: {Redriver}, batchSize: 1 }}");
        text.Add("traffic", $"{{ to: claims, rate: {loop.Rate} }}");
        text.Add("changes", $"{{ at: {Loop.Onset.TotalMinutes:0}m, function: {Consumer}, deploy: true, errorRate: 1 }}");
        text.Add("changes", $"{{ at: {Loop.Onset.TotalMinutes:0}m, function: {Redriver}, deploy: true, writes: [ {{ to: claims, perMessage: {Number(loop.Gain)} }} ] }}");
    }
}
