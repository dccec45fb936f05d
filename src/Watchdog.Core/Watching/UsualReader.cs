using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>Reads what is usual for a function on a loop, without the minutes that say nothing of it.</summary>
internal sealed class UsualReader(IMetricSource metrics, ICircuitStore circuits)
{
    private const int WindowMinutes = 60;

    /// <summary>Minutes before the onset that tell what was usual.</summary>
    private const int UsualMinutes = 15;

    /// <summary>So long after a circuit was closed a minute without a point is one in which nothing happened.</summary>
    private static readonly TimeSpan Readable = TimeSpan.FromMinutes(4);

    /// <summary>The maxima of 14 days are read again after so long.</summary>
    private static readonly TimeSpan MaximaAge = TimeSpan.FromHours(1);

    /// <summary>CloudWatch keeps points of one minute for 15 days; a day less, to be on the safe side.</summary>
    private static readonly TimeSpan MinutePointsKept = TimeSpan.FromDays(14);

    private readonly Dictionary<string, KnownMaxima> _maxima = [];

    /// <summary>
    /// Of a function whose circuit was closed lately, the minutes of the loop and those in which the breaker held it are left out. What was usual
    /// before is then compared with what runs now.
    /// </summary>
    public async Task<LoopMinutes> WithoutHeldAsync(
        LoopMinutes minutes, string function, ArrivalGauge gauge, Circuit? circuit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (circuit is null || circuit.Since <= now.AddMinutes(-WindowMinutes))
            return minutes;
        var spans = (await ReadSpansAsync(function, now, cancellationToken)).Where(s => s.To > now.AddMinutes(-WindowMinutes)).ToArray();
        if (spans.Length == 0 || spans[0].From < now - MinutePointsKept)
            return minutes;
        MetricQuery[] queries = [LambdaMetrics.Invocations(), LambdaMetrics.Invocations(function), .. gauge.Queries];
        var series = await metrics.ReadAsync(
            queries, new TimeWindow(Minute.Floor(spans[0].From).AddMinutes(-UsualMinutes), Minute.Floor(now)), cancellationToken);
        return new LoopMinutes(
            Without(series[LambdaMetrics.Invocations()], spans),
            Without(series[LambdaMetrics.Invocations(function)], spans),
            gauge.Queries.IsEmpty ? null : Without(gauge.Sum(series), spans))
        {
            IsReleased = true,
            // Until a minute after it was given back can be read, those before would be taken for it.
            IsReadable = now - circuit.Since >= Readable
                || series.Where(s => s.Key != LambdaMetrics.Invocations()).Any(s => s.Value.LastIndex is { } last && s.Value.TimeAt(last) >= Minute.Floor(circuit.Since)),
        };
    }

    /// <summary>The busiest minute of each hour of the last 14 days, but for the last hour and the hours of loops; one request for all of it.</summary>
    public async Task<UsualMaxima> ReadMaximaAsync(string function, ArrivalGauge gauge, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_maxima.TryGetValue(function, out var known) && now >= known.ReadAt && now - known.ReadAt < MaximaAge)
            return known.Maxima;
        var window = new TimeWindow(Minute.Floor(now - MinutePointsKept), Minute.Floor(now).AddMinutes(-WindowMinutes));
        var series = await metrics.ReadAsync([LambdaMetrics.Invocations(function), .. gauge.Queries], window, cancellationToken);
        var loops = (await ReadSpansAsync(function, now, cancellationToken)).Where(s => s.WasOpen).ToArray();
        var maxima = new UsualMaxima(
            HourlyMaxima.Of(series[LambdaMetrics.Invocations(function)], loops),
            gauge.Queries.IsEmpty ? [] : HourlyMaxima.Of(gauge.Sum(series), loops));
        _maxima[function] = new KnownMaxima(now, maxima);
        return maxima;
    }

    private async Task<ImmutableArray<HeldSpan>> ReadSpansAsync(string function, DateTimeOffset now, CancellationToken cancellationToken) =>
        HeldSpans.Of(await circuits.ReadHistoryAsync(function, RecursionWatch.HistoryEntries, cancellationToken), now);

    // The oldest first: what comes after a span keeps its time.
    private static Series Without(Series series, IEnumerable<HeldSpan> spans) => spans.Aggregate(series, (rest, span) => rest.Without(span.From, span.To));

    private sealed record KnownMaxima(DateTimeOffset ReadAt, UsualMaxima Maxima);
}

/// <summary>The minutes by which a function is judged.</summary>
/// <param name="Account">Invocations of the whole account.</param>
/// <param name="Arrivals">Null when they are not counted.</param>
internal sealed record LoopMinutes(Series Account, Series Invocations, Series? Arrivals)
{
    /// <summary>Whether the function's circuit was closed within the window: what had to wait is worked off then.</summary>
    public bool IsReleased { get; init; }

    /// <summary>False where nothing is known yet of the minutes since.</summary>
    public bool IsReadable { get; init; } = true;
}

/// <summary>The busiest minute of each hour of the last 14 days.</summary>
internal sealed record UsualMaxima(ImmutableArray<double> Invocations, ImmutableArray<double> Arrivals);
