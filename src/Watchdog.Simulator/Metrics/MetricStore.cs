using Watchdog.Simulator.Account.Physics;

namespace Watchdog.Simulator.Metrics;

/// <summary>
/// CloudWatch's metrics: one statistic set per metric and minute, readable only once the minute's publishing delay has passed. Identity is
/// the exact set of dimensions. The delay of each metric's minute is drawn from the seed between the least delay and the least delay plus
/// the jitter; it depends on the metric and the minute alone, never on the order of calls.
/// </summary>
/// <param name="delay">How long after its end a minute becomes readable at the earliest.</param>
/// <param name="jitter">How much later than that it may be.</param>
public sealed class MetricStore(ulong seed, TimeSpan delay, TimeSpan jitter)
{
    private readonly Dictionary<string, MetricSeries> series = new(StringComparer.Ordinal);
    private IReadOnlyList<MetricId>? listed;

    /// <summary>A store whose minutes become readable one to two minutes after their end.</summary>
    public MetricStore() : this(0, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1))
    {
    }

    /// <summary>Adds samples to the minute of <paramref name="time"/>.</summary>
    /// <param name="samples">How many samples have this value; none when it is not positive.</param>
    public void Record(MetricId metric, DateTimeOffset time, double value, long samples = 1)
    {
        if (samples > 0) SeriesOf(metric).Add(MinuteOf(time), value, samples);
    }

    /// <summary>What GetMetricData would give at <paramref name="now"/>: one point per period that has data which is readable by then.</summary>
    /// <param name="statistic">
    /// Sum, Average, Minimum, Maximum, SampleCount or pNN. Percentiles are kept for Lambda's Duration and for what <see cref="Record"/>
    /// was given; of any other metric a percentile is its maximum.
    /// </param>
    /// <param name="period">A multiple of a minute.</param>
    /// <param name="start">Inclusive, rounded down to the minute. Periods begin here, and points carry the start of their period.</param>
    /// <param name="end">Exclusive.</param>
    /// <exception cref="ArgumentException">The statistic is not known, or the period is not a positive multiple of a minute.</exception>
    public IReadOnlyList<MetricPoint> Read(MetricId metric, string statistic, TimeSpan period, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var minutes = (int)(period.Ticks / TimeSpan.TicksPerMinute);
        if (minutes <= 0 || period.Ticks % TimeSpan.TicksPerMinute != 0)
            throw new ArgumentException($"The period is {period.TotalSeconds} s; it must be a positive multiple of 60 s.", nameof(period));
        var select = Statistic.Parse(statistic);
        var points = new List<MetricPoint>();
        if (!series.TryGetValue(metric.Key, out var found)) return points;

        bool Readable(MetricSeries of, int minute) => ReadableAt(of, minute) <= now;
        var last = MinuteOf(end) + (end.Ticks % TimeSpan.TicksPerMinute == 0 ? 0 : 1);
        for (var first = MinuteOf(start); first < last; first += minutes)
        {
            var set = default(StatisticSet);
            Histogram? histogram = null;
            for (var minute = first; minute < Math.Min(first + minutes, last); minute++) found.Collect(minute, Readable, ref set, ref histogram);
            if (set.Count > 0) points.Add(new MetricPoint(DateTimeOffset.UnixEpoch.AddMinutes(first), select.Of(set, histogram)));
        }

        return points;
    }

    /// <summary>All metrics that have data, in a stable order.</summary>
    public IReadOnlyList<MetricId> List() =>
        listed ??= [.. series.Where(s => !s.Value.IsEmpty).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.Id)];

    /// <summary>When what became known in a minute (since 1970) of a metric can be read.</summary>
    internal DateTimeOffset ReadableAt(MetricSeries of, int minute)
    {
        var share = RandomStream.Unit(RandomStream.Mix(seed ^ of.KeyHash ^ ((ulong)minute * 0x9E37_79B9_7F4A_7C15)));
        return DateTimeOffset.UnixEpoch.AddMinutes(minute + 1) + delay + jitter * share;
    }

    internal MetricSeries SeriesOf(MetricId metric)
    {
        var key = metric.Key;
        if (series.TryGetValue(key, out var found)) return found;
        listed = null;
        return series[key] = new MetricSeries(metric, RandomStream.Derive(0, key));
    }

    internal static int MinuteOf(DateTimeOffset time) =>
        (int)Math.Floor((time - DateTimeOffset.UnixEpoch) / TimeSpan.FromMinutes(1));
}

/// <param name="Dimensions">In the order of their names.</param>
public sealed record MetricId(string Namespace, string Name, string Unit, params IReadOnlyList<MetricDimension> Dimensions)
{
    /// <summary>A key that is equal for equal metrics: a record's own equality would compare the list by reference. The unit is not part of it.</summary>
    public string Key => $"{Namespace}\n{Name}\n{string.Join('\n', Dimensions.Select(d => $"{d.Name}={d.Value}"))}";
}

public sealed record MetricDimension(string Name, string Value);

/// <param name="Start">The start of the period.</param>
public readonly record struct MetricPoint(DateTimeOffset Start, double Value);
