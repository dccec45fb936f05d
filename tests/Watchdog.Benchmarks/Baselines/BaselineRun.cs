using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.Baselines;

/// <summary>An alarm that entered the state ALARM.</summary>
/// <param name="Resource">The bare name; "account" for the account's own.</param>
/// <param name="At">Since the start of the simulation.</param>
internal sealed record Activation(string Product, string Alarm, string Resource, TimeSpan At);

/// <summary>Runs a product's alarms over a scenario that was played, each minute with what CloudWatch had published by then.</summary>
internal static class BaselineRun
{
    private static readonly TimeSpan AllKnown = TimeSpan.FromDays(1);

    /// <param name="healthyFor">The lead-in, from the start, in which all was well.</param>
    /// <param name="delay">
    /// How late metrics become readable at the least. Alarms are evaluated that much later, so that only the jitter shows as missing points:
    /// kinder to them than CloudWatch, which does not wait.
    /// </param>
    public static IReadOnlyList<Activation> Run(Baseline baseline, SimulatedAccount account, DateTimeOffset start, TimeSpan healthyFor, TimeSpan delay) =>
    [
        .. from rule in baseline.Alarms
           from resource in AlarmedResource.Of(account, rule.Resource)
           from at in Activations(rule, new AlarmValues(account, rule, resource), start, account.Now, healthyFor, delay)
           orderby at
           select new Activation(baseline.Product, rule.Alarm, resource.Name, at),
    ];

    private static List<TimeSpan> Activations(
        AlarmRule rule, AlarmValues values, DateTimeOffset start, DateTimeOffset end, TimeSpan healthyFor, TimeSpan delay)
    {
        var activations = new List<TimeSpan>();
        if (values.Threshold(start, start + healthyFor, end + AllKnown) is not { } threshold)
            return activations;
        // Most alarms never have anything to judge.
        if (rule.Operator.StartsWith('>') && !values.Read(start, end, end + AllKnown).Values.Any(v => rule.Breaches(v, threshold)))
            return activations;

        var state = AlarmState.InsufficientData;
        var range = AlarmEvaluator.RangeOf(rule.EvaluationPeriods);
        var period = TimeSpan.FromMinutes(rule.Period);
        for (var now = start + period + delay; now <= end; now = now.AddMinutes(1))
        {
            var last = new DateTimeOffset((now - delay).UtcTicks / period.Ticks * period.Ticks, TimeSpan.Zero);
            var first = last - (range * period);
            var points = values.Read(first, last, now);
            var breaching = Enumerable.Range(0, range)
                .Select(i => points.TryGetValue(first + (i * period), out var value) ? rule.Breaches(value, threshold) : (bool?)null)
                .ToArray();
            var next = AlarmEvaluator.Next(breaching, rule.DatapointsToAlarm, rule.EvaluationPeriods, rule.TreatMissing, state);
            if (next == AlarmState.Alarm && state != AlarmState.Alarm)
                activations.Add(now - start);
            state = next;
        }
        return activations;
    }
}
