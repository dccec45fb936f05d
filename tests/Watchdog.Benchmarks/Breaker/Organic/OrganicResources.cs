using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>The source of a run's traffic, its function, and what limits the function's concurrency.</summary>
internal static class OrganicResources
{
    public static void Add(ScenarioText text, OrganicTraffic run)
    {
        var reserved = run is { Family: OrganicFamily.Pinned, Source: OrganicSource.Topic } ? $"reservedConcurrency: {PinnedSlots(run, batch: 1)}, " : "";
        text.Add("functions", $"{{ name: {OrganicTraffic.Function}, timeout: 30s, memory: 256, {Duration(run.Milliseconds)}, {reserved}"
            + $"{(run.IsNamed ? $"environment: {{ {Variable(run.Source)}: {OrganicTraffic.SourceName} }}, " : "")}mayWrite: [ {OrganicTraffic.SourceName} ] }}");
        switch (run.Source)
        {
            case OrganicSource.Queue:
                text.Add("queues", $"{{ name: {OrganicTraffic.SourceName}, visibilityTimeout: 180s, deadLetter: {{ queue: {OrganicTraffic.SourceName}-dlq, maxReceiveCount: 5 }} }}");
                text.Add("queues", $"{{ name: {OrganicTraffic.SourceName}-dlq }}");
                var cap = run.Family == OrganicFamily.Pinned ? $", maximumConcurrency: {Math.Max(2, PinnedSlots(run, batch: 1))}" : "";
                text.Add("mappings", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function}, batchSize: 1{cap} }}");
                break;
            case OrganicSource.Topic:
                text.Add("topics", $"{{ name: {OrganicTraffic.SourceName} }}");
                text.Add("triggers", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function} }}");
                break;
            default:
                AddStream(text, run);
                break;
        }
        // While the mapping is disabled the traffic waits; the other kind of outage is one of whoever sends it.
        if (IsDisabledMeanwhile(run))
        {
            text.Add("changes", $"{{ at: {Profile.Usual}m, mapping: {OrganicTraffic.SourceName}, enabled: false }}");
            text.Add("changes", $"{{ at: {Profile.AfterOutage}m, mapping: {OrganicTraffic.SourceName}, enabled: true }}");
        }
    }

    private static bool IsDisabledMeanwhile(OrganicTraffic run) => run is { Family: OrganicFamily.Outage, Stays: true } && run.Source != OrganicSource.Topic;

    private static void AddStream(ScenarioText text, OrganicTraffic run)
    {
        // A pinned stream has one batch of one record for each shard at a time, and as many shards as slots.
        var pinned = run.Family == OrganicFamily.Pinned;
        var shards = pinned ? PinnedSlots(run, batch: 1) : 10;
        text.Add(run.Source == OrganicSource.Table ? "tables" : "streams", $"{{ name: {OrganicTraffic.SourceName}, shards: {shards} }}");
        text.Add("mappings", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function}, batchSize: {(pinned ? 1 : 10)}, parallelization: {(pinned ? 1 : 10)} }}");
    }

    /// <summary>Three quarters of the executions that the traffic needs on average.</summary>
    private static int PinnedSlots(OrganicTraffic run, int batch)
    {
        // The 99th percentile is twice the median: the mean is some 5 % above it.
        var needed = run.PerMinute * Profile.PinnedMultiple / 60 / batch * run.Milliseconds * 1.05 / 1000;
        return Math.Max(1, (int)(0.75 * needed));
    }

    private static string Variable(OrganicSource source) => source switch
    {
        OrganicSource.Queue => "ORDERS_QUEUE_URL",
        OrganicSource.Kinesis => "ORDERS_STREAM",
        OrganicSource.Table => "ORDERS_TABLE",
        _ => "ORDERS_TOPIC_ARN",
    };
}
