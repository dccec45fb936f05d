using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>Looks whether a function whose circuit is open runs on: then something else than what is held lets it.</summary>
internal sealed class RunsOnReader(IMetricSource metrics)
{
    /// <summary>Besides the function's timeout: what ran when the trigger was disabled may go on as long, and CloudWatch tells it late.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(3);

    private const int RecentMinutes = 5;

    /// <summary>Share of the rate at the trip that is no rest of it any more.</summary>
    private const double Share = 0.1;

    /// <summary>A few invocations a minute do no harm, and may be somebody's tests. Invocations/min.</summary>
    private const double Least = 10;

    /// <summary>The rate at the trip, by function and trip: it does not change any more.</summary>
    private readonly Dictionary<(string Function, DateTimeOffset Since), RateBefore> _before = [];

    /// <returns>Null when it does not run on, or it cannot be told yet.</returns>
    public async Task<RunsOn?> ReadAsync(
        Circuit circuit, IReadOnlyList<CircuitTransition> history, Inventory inventory, bool wasTold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (inventory.FindFunction(circuit.Function) is not { } function || now < circuit.Since + function.Timeout + Settle)
            return null;
        var rate = LambdaMetrics.Invocations(circuit.Function);
        var concurrency = LambdaMetrics.ConcurrentExecutions(circuit.Function);
        var before = await ReadBeforeAsync(circuit, history, now, cancellationToken);
        var series = await metrics.ReadAsync([rate, concurrency], TimeWindow.Last(RecentMinutes, now), cancellationToken);
        var from = Minute.Floor(circuit.Since + function.Timeout).AddMinutes(1);
        var minutes = Enumerable.Range(0, RecentMinutes).Where(i => series[rate].TimeAt(i) >= from).ToArray();
        var present = minutes.Select(i => series[rate][i]).Max() ?? 0;
        if (wasTold)
            return new RunsOn(present, before.Peak);
        // One execution at a time is what an open circuit of a push trigger lets through.
        var isChoked = circuit.Recorded.Any(r => r is RecordedConcurrency { StopsWhenOpen: false }) && !(minutes.Select(i => series[concurrency][i]).Max() > 1);
        // What comes by other triggers than those that are held is none of the loop's.
        var others = inventory.MappingsTo(circuit.Function).Any(m => m.IsEnabled && circuit.Recorded.All(r => r.Id != m.Uuid)) ? before.Usual : 0;
        return !isChoked && present >= Math.Max(Least, others + (Share * before.Peak)) ? new RunsOn(present, before.Peak) : null;
    }

    private async Task<RateBefore> ReadBeforeAsync(
        Circuit circuit, IReadOnlyList<CircuitTransition> history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_before.TryGetValue((circuit.Function, circuit.Since), out var known))
            return known;
        var onset = HeldSpans.Of(history, now).LastOrDefault(s => s.WasOpen)?.From ?? circuit.Since.AddMinutes(-10);
        var start = Minute.Floor(onset);
        var rate = LambdaMetrics.Invocations(circuit.Function);
        var series = (await metrics.ReadAsync([rate], new TimeWindow(start.AddMinutes(-30), Minute.Floor(circuit.Since).AddMinutes(1)), cancellationToken))[rate];
        var read = new RateBefore(series.Max ?? 0, series.Before(30).Max ?? 0);
        _before[(circuit.Function, circuit.Since)] = read;
        return read;
    }

    /// <param name="Peak">The busiest minute up to the trip.</param>
    /// <param name="Usual">The busiest minute before the loop.</param>
    private sealed record RateBefore(double Peak, double Usual);
}
