namespace Watchdog.Simulator.Physics.Tests.Support;

/// <summary>Scenarios of one bucket <c>uploads</c> that pushes to one function <c>process</c>.</summary>
internal static class Push
{
    /// <param name="traffic">More keys of the traffic to the bucket; empty for none.</param>
    /// <param name="function">More keys of the function.</param>
    /// <param name="rest">More sections.</param>
    public static string Of(string traffic, string function = "", string rest = "", string account = "") => $$"""
        name: push
        duration: 12h
        account: { {{account}} }
        queues: [ { name: failures } ]
        buckets: [ { name: uploads } ]
        functions:
          - { name: process, timeout: 60s, {{(function.Length == 0 ? "duration: { p50: 100ms }" : function)}} }
        triggers: [ { source: uploads, function: process } ]
        {{(traffic.Length == 0 ? "" : $"traffic: [ {{ to: uploads, exact: true, {traffic} }} ]")}}
        {{rest}}
        """;

    /// <summary>So many events in the first minute, evenly, and none after it.</summary>
    public static string InFirstMinute(int events) => $"rate: [ {{ at: 0m, rate: {events}/m }}, {{ at: 1m, rate: 0/s }} ]";
}
