namespace Watchdog.Benchmarks.Breaker;

/// <summary>What else runs in the account.</summary>
internal static class Neighbours
{
    /// <summary>An API that is called twice a second.</summary>
    public static void AddFew(ScenarioText text)
    {
        text.Add("functions", "{ name: status-api, timeout: 10s, duration: { p50: 80ms, p99: 400ms } }");
        text.Add("traffic", "{ to: status-api, rate: 2/s }");
    }

    /// <summary>A shop at noon: some 5,000 invocations a minute through an API, a queue and a topic.</summary>
    public static void AddMany(ScenarioText text)
    {
        text.Add("queues", "{ name: parcels, visibilityTimeout: 60s, deadLetter: { queue: parcels-dlq, maxReceiveCount: 5 } }");
        text.Add("queues", "{ name: parcels-dlq }");
        text.Add("topics", "{ name: page-views }");
        text.Add("functions", "{ name: shop-api, timeout: 10s, memory: 512, duration: { p50: 80ms, p99: 700ms }, errorRate: 0.002 }");
        text.Add("functions", "{ name: pack-parcel, timeout: 10s, duration: { p50: 200ms, p99: 900ms } }");
        text.Add("functions", "{ name: count-view, timeout: 10s, duration: { p50: 60ms, p99: 300ms } }");
        text.Add("mappings", "{ source: parcels, function: pack-parcel, batchSize: 1 }");
        text.Add("triggers", "{ source: page-views, function: count-view }");
        text.Add("traffic", "{ to: shop-api, rate: 40/s }");
        text.Add("traffic", "{ to: parcels, rate: 20/s }");
        text.Add("traffic", "{ to: page-views, rate: 20/s }");
    }
}
