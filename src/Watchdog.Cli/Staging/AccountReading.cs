using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Staging;

/// <summary>Reads off a simulated account what happened in it, whatever of it could be known in CloudWatch by now.</summary>
internal static class AccountReading
{
    /// <summary>Later than any metric's delay.</summary>
    private static readonly TimeSpan AllKnown = TimeSpan.FromDays(1);

    /// <summary>The account as it is now, and what the functions did in the last minute.</summary>
    public static AccountView Observe(SimulatedAccount account)
    {
        var functions = account.Functions.Values.Where(f => !f.Hosted).ToList();
        var end = account.Now;
        var start = end.AddMinutes(-1);
        return new AccountView(
            account.Queues.Values.Sum(q => q.Visible),
            account.Queues.Values.Sum(q => q.InFlight),
            functions.Sum(f => Read(account, f.Name, "Invocations", "Sum", start, end)),
            functions.Sum(f => Read(account, f.Name, "Errors", "Sum", start, end)),
            functions.Sum(f => Read(account, f.Name, "Throttles", "Sum", start, end)),
            functions.Sum(f => Read(account, f.Name, "ConcurrentExecutions", "Maximum", start, end)),
            [.. account.Mappings.Values.Select(m =>
                new MappingView(m.Uuid, m.SourceName, m.FunctionName, m.State, m.MaximumConcurrency))]);
    }

    /// <summary>Invocations of functions that write to what triggers them, while they do.</summary>
    public static long CountLoopInvocations(SimulatedAccount account, Scenario scenario, DateTimeOffset start) =>
        LoopSpans.Of(ScenarioChanges.Writes(scenario), account.Now - start)
            .Sum(s => Read(account, s.Function, "Invocations", "Sum", start + s.From, start + s.To));

    /// <summary>A metric's points by the minute since <paramref name="start"/>.</summary>
    public static IReadOnlyList<MetricPoint> ReadMetric(SimulatedAccount account, MetricId metric, string statistic, DateTimeOffset start) =>
        account.Metrics.Read(metric, statistic, TimeSpan.FromMinutes(1), start, account.Now, account.Now + AllKnown);

    /// <summary>The sum of a metric's minutes from <paramref name="start"/> to <paramref name="end"/>.</summary>
    private static long Read(SimulatedAccount account, string function, string metric, string statistic, DateTimeOffset start, DateTimeOffset end)
    {
        var id = new MetricId("AWS/Lambda", metric, "Count", [new MetricDimension("FunctionName", function)]);
        return (long)account.Metrics.Read(id, statistic, TimeSpan.FromMinutes(1), start, end, account.Now + AllKnown).Sum(p => p.Value);
    }
}
