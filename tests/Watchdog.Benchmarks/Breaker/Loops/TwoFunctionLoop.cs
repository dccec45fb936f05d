using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>Two functions, each of which writes to the queue that the other reads. Half a turn is spent in each; the gain is in the first.</summary>
internal static class TwoFunctionLoop
{
    public const string First = "reserve-seat";
    public const string Second = "notify-seat";

    public static void Add(ScenarioText text, Loop loop, bool seenByAws)
    {
        Queue("seats");
        Queue("notices");
        // The first notifies before the loop begins, too: that is its work. What begins is that the second answers.
        Function(First, "NOTICES_QUEUE_URL", "notices", "writes: [ { to: notices, perMessage: 1 } ], ");
        Function(Second, "SEATS_QUEUE_URL", "seats", "");
        text.Add("mappings", $"{{ source: seats, function: {First}, batchSize: 1 }}");
        text.Add("mappings", $"{{ source: notices, function: {Second}, batchSize: 1 }}");
        text.Add("traffic", $"{{ to: seats, rate: {loop.Rate} }}");
        Writes(First, "notices", loop.Gain);
        Writes(Second, "seats", 1);

        void Queue(string name)
        {
            text.Add("queues", $"{{ name: {name}, visibilityTimeout: 360s, deadLetter: {{ queue: {name}-dlq, maxReceiveCount: 5 }} }}");
            text.Add("queues", $"{{ name: {name}-dlq }}");
        }

        void Function(string name, string variable, string target, string writes) => text.Add("functions",
            $"{{ name: {name}, timeout: 60s, memory: 256, {Duration(loop.Turn.TotalMilliseconds / 2)}, {writes}"
            + $"{(loop.IsNamed ? $"environment: {{ {variable}: {target} }}, " : "")}mayWrite: [ {target} ], awsLoopDetection: {(seenByAws ? "true" : "false")} }}");

        void Writes(string function, string target, double perMessage) => text.Add("changes",
            $"{{ at: {Loop.Onset.TotalMinutes:0}m, function: {function}, deploy: true, writes: [ {{ to: {target}, perMessage: {Number(perMessage)} }} ] }}");
    }
}
