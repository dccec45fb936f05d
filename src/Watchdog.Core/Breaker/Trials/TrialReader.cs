using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>Puts together what is known of each hop's minutes so far.</summary>
internal sealed class TrialReader(IMetricSource metrics)
{
    /// <returns>
    /// The minutes of each hop, oldest first: of each phase the last ones only, when what the phase before had let through is over.
    /// </returns>
    public async Task<ImmutableArray<ImmutableArray<TrialMinute>>> ReadAsync(Trial trial, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var delayed = trial.Hops.Where(hop => hop.Gauge is not TrialGauge.QueueDepth).ToArray();
        MetricQuery[] queries =
        [
            .. delayed.SelectMany(TrialMetrics.Arrivals),
            .. delayed.Select(hop => LambdaMetrics.Invocations(hop.Function)),
        ];
        var series = queries.Length == 0
            ? new Dictionary<MetricQuery, Series>()
            : await metrics.ReadAsync(
                [.. queries.Append(LambdaMetrics.Invocations()).Distinct()], new TimeWindow(trial.Spans[0].From, Minute.Floor(now)), cancellationToken);
        return
        [
            .. trial.Hops.Select((hop, index) => hop.Gauge is TrialGauge.QueueDepth ? FromSamples(trial, index) : FromMetrics(trial, hop, series, now)),
        ];
    }

    /// <summary>The same of a trial whose hops all are queues.</summary>
    public static ImmutableArray<ImmutableArray<TrialMinute>> FromSamples(Trial trial) => [.. trial.Hops.Select((_, index) => FromSamples(trial, index))];

    private static ImmutableArray<TrialMinute> FromSamples(Trial trial, int hop)
    {
        var minutes = ImmutableArray.CreateBuilder<TrialMinute>();
        foreach (var (index, before, after) in trial.Samples.Zip(trial.Samples.Skip(1)).Select((pair, index) => (index, pair.First, pair.Second)))
        {
            var span = trial.SpanAt(before.At);
            if (!after.IsClean || span < 0 || before.At < trial.Spans[span].From.AddMinutes(trial.PhaseMinutes - 1))
                continue;
            var taken = TrialLag.Completed(i => trial.Samples[Math.Max(0, i)].Trickled[hop], index + 1, trial.Hops[hop].Duration + ChangeSeconds);
            var slope = (after.Depths[hop] - before.Depths[hop]) / (after.At - before.At).TotalMinutes;
            // What was under way when the circuit was contained is still in the first phase; before a probe nothing was.
            minutes.Add(new TrialMinute(
                span, trial.Spans[span].Phase, trial.IsProbe || span > 0, slope + (taken * trial.Hops[hop].SuccessShare), slope, taken, after.Depths[hop]));
        }
        return minutes.ToImmutable();
    }

    private static ImmutableArray<TrialMinute> FromMetrics(
        Trial trial, TrialHop hop, IReadOnlyDictionary<MetricQuery, Series> series, DateTimeOffset now)
    {
        var minutes = ImmutableArray.CreateBuilder<TrialMinute>();
        var account = series[LambdaMetrics.Invocations()];
        for (var index = 0; index < account.Length; index++)
        {
            var start = account.TimeAt(index);
            var span = trial.SpanAt(start);
            if (now < start.AddMinutes(TrialMetrics.MinutesToRead))
                continue;
            var arrivals = TrialMetrics.At(series, TrialMetrics.Arrivals(hop), index);
            var records = hop.Gauge is TrialGauge.AsyncEvents ? 1 : hop.Trickle;
            minutes.Add(new TrialMinute(
                span, trial.Spans[span].Phase, IsSettled(trial, span, start), arrivals, arrivals,
                Completed(span, index) * records, double.PositiveInfinity));
        }
        return minutes.ToImmutable();

        // What a settled pause still lets run is steady; what ran before it is over. A trickle begins with nothing.
        double Completed(int span, int minute) => trial.Spans[span].Phase is TrialPhase.Pause
            ? Runs(minute)
            : TrialLag.Completed(i => i >= 0 && trial.SpanAt(account.TimeAt(i)) == span ? Runs(i) : 0, minute, hop.Duration);

        double Runs(int minute) => series[LambdaMetrics.Invocations(hop.Function)][minute] ?? 0;
    }

    /// <summary>
    /// A mapping is what it is changed to only after a while: so long a trickle goes on into the pause after it, and so long it is missing at its
    /// own beginning. Of other gauges nothing has to be assumed: CloudWatch counts the invocations. Seconds.
    /// </summary>
    private const double ChangeSeconds = 12;

    /// <summary>A pause goes on with the rest of what ran before for a while; a trickle begins with nothing, and what it begins is counted.</summary>
    private static bool IsSettled(Trial trial, int span, DateTimeOffset start) => trial.Spans[span].Phase is TrialPhase.Pause
        ? start >= trial.Spans[span].From.AddMinutes(trial.PhaseMinutes)
        : (span > 0 || trial.IsProbe) && start >= trial.Spans[span].From.AddMinutes(trial.PhaseMinutes - 1);
}
