using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>The source of a run's traffic, its function, and what limits the function's concurrency.</summary>
internal static class OrganicResources
{
    private const int AmpleShards = 10;

    /// <summary>A function that has one reserved execution has nothing that could be choked: no experiment tells its traffic.</summary>
    private const int LeastReserved = 3;

    /// <summary>Of a log-normal duration whose 99th percentile is twice its median.</summary>
    private const double MeanOverMedian = 1.05;

    public static void Add(ScenarioText text, OrganicTraffic run)
    {
        var slots = Slots(run);
        var reserved = slots is not null && run.Source == OrganicSource.Topic ? $"reservedConcurrency: {Math.Max(LeastReserved, slots.Value)}, " : "";
        text.Add("functions", $"{{ name: {OrganicTraffic.Function}, timeout: 30s, memory: 256, {Duration(run.Milliseconds)}, {reserved}"
            + $"{(run.IsNamed ? $"environment: {{ {Variable(run.Source)}: {OrganicTraffic.SourceName} }}, " : "")}mayWrite: [ {OrganicTraffic.SourceName} ] }}");
        switch (run.Source)
        {
            case OrganicSource.Queue:
                text.Add("queues", $"{{ name: {OrganicTraffic.SourceName}, visibilityTimeout: 180s, deadLetter: {{ queue: {OrganicTraffic.SourceName}-dlq, maxReceiveCount: 5 }} }}");
                text.Add("queues", $"{{ name: {OrganicTraffic.SourceName}-dlq }}");
                var cap = slots is null ? "" : $", maximumConcurrency: {Math.Max(2, slots.Value)}";
                text.Add("mappings", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function}, batchSize: 1{cap} }}");
                break;
            case OrganicSource.Topic:
                text.Add("topics", $"{{ name: {OrganicTraffic.SourceName} }}");
                text.Add("triggers", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function} }}");
                break;
            default:
                AddStream(text, run, slots);
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

    private static void AddStream(ScenarioText text, OrganicTraffic run, int? slots)
    {
        text.Add(run.Source == OrganicSource.Table ? "tables" : "streams", $"{{ name: {OrganicTraffic.SourceName}, shards: {slots ?? AmpleShards} }}");
        // Where slots are limited, each shard is one: it has one batch of one record at a time.
        text.Add("mappings", $"{{ source: {OrganicTraffic.SourceName}, function: {OrganicTraffic.Function}, {(slots is null ? "batchSize: 10, parallelization: 10" : "batchSize: 1")} }}");
    }

    /// <summary>Executions that the family's capacity needs on average; null: as many as the account has.</summary>
    private static int? Slots(OrganicTraffic run) => Profile.CapacityOf(run.Family) is { } multiple
        ? Math.Max(1, (int)(multiple * run.PerMinute / 60 * run.Milliseconds * MeanOverMedian / 1000))
        : null;

    private static string Variable(OrganicSource source) => source switch
    {
        OrganicSource.Queue => "ORDERS_QUEUE_URL",
        OrganicSource.Kinesis => "ORDERS_STREAM",
        OrganicSource.Table => "ORDERS_TABLE",
        _ => "ORDERS_TOPIC_ARN",
    };
}
