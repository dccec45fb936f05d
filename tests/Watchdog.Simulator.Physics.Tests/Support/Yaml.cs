namespace Watchdog.Simulator.Physics.Tests.Support;

/// <summary>Scenarios of one queue <c>work</c> and one function <c>process</c>.</summary>
internal static class Yaml
{
    /// <param name="rate">Messages; empty for none.</param>
    /// <param name="queue">More keys of the queue.</param>
    /// <param name="function">More keys of the function.</param>
    /// <param name="mapping">More keys of the mapping.</param>
    /// <param name="rest">More sections.</param>
    public static string Of(string rate, string queue = "", string function = "", string mapping = "", string rest = "", int seed = 1, string account = "") => $$"""
        name: test
        seed: {{seed}}
        duration: 12h
        account: { {{account}} }
        queues:
          - { name: work, visibilityTimeout: 60s{{More(queue)}} }
          - { name: work-dlq }
        functions:
          - { name: process, timeout: 60s{{More(function)}} }
        mappings:
          - { source: work, function: process{{More(mapping)}} }
        {{(rate.Length == 0 ? "" : $"traffic: [ {{ to: work, {rate} }} ]")}}
        {{rest}}
        """;

    /// <summary>Scenarios of one stream <c>clicks</c> or table <c>orders</c> and one function <c>process</c>.</summary>
    /// <param name="stream">More keys of the stream.</param>
    /// <param name="function">More keys of the function.</param>
    /// <param name="mapping">More keys of the mapping.</param>
    /// <param name="rest">More sections.</param>
    public static string OfStream(
        string rate, string stream = "", string function = "", string mapping = "", string rest = "", int seed = 1, string account = "", bool table = false) => $$"""
        name: test
        seed: {{seed}}
        duration: 4d
        account: { {{account}} }
        {{(table ? "tables" : "streams")}}: [ { name: {{(table ? "orders" : "clicks")}}{{More(stream)}} } ]
        functions:
          - { name: process, timeout: 60s{{More(function)}} }
        mappings:
          - { source: {{(table ? "orders" : "clicks")}}, function: process{{More(mapping)}} }
        {{(rate.Length == 0 ? "" : $"traffic: [ {{ to: {(table ? "orders" : "clicks")}, {rate} }} ]")}}
        {{rest}}
        """;

    /// <summary>The worked example of the article: 10 messages/s, 30 s each, one per invocation, 100 concurrent executions.</summary>
    public static string SlowProcessor(string rest = "") => $$"""
        name: slow-processor
        duration: 4h
        account: { concurrency: 100, scaleUpPerMinute: 60 }
        queues:
          - { name: work, visibilityTimeout: 180s, deadLetter: { queue: work-dlq, maxReceiveCount: 20 } }
          - { name: work-dlq }
        functions:
          - { name: process, timeout: 60s, duration: { p50: 30s } }
        mappings:
          - { source: work, function: process, batchSize: 1 }
        traffic:
          - { to: work, rate: 10/s }
        {{rest}}
        """;

    private static string More(string keys) => keys.Length == 0 ? "" : $", {keys}";
}
