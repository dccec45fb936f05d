using System.Globalization;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>Reads and checks the members that several operations share.</summary>
internal static class MetricInput
{
    private const int MaximumDimensions = 30;
    private static readonly TimeSpan Retention = TimeSpan.FromDays(455);

    /// <summary>PutMetricData takes times so far ahead.</summary>
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(2);

    /// <summary>The namespace, name and dimensions; the dimensions in the order of their names, as the store wants them.</summary>
    public static MetricId Metric(Input input, string unit) =>
        new(input.Required("Namespace"), input.Required("MetricName"), unit, Dimensions(input));

    public static IReadOnlyList<MetricDimension> Dimensions(Input input)
    {
        var dimensions = input.Structures("Dimensions")
            .Select(d => new MetricDimension(d.Required("Name"), d.Required("Value")))
            .OrderBy(d => d.Name, StringComparer.Ordinal)
            .ToList();
        if (dimensions.Count > MaximumDimensions)
            throw Errors.Value("Dimensions", $"there are {dimensions.Count}, and at most {MaximumDimensions} are accepted");
        if (dimensions.DistinctBy(d => d.Name).Count() != dimensions.Count)
            throw Errors.Value("Dimensions", "a name is there twice");
        return dimensions;
    }

    /// <summary>Seconds: 60 or a multiple of it. What CloudWatch keeps at a higher resolution is not simulated.</summary>
    public static TimeSpan Period(int seconds) => seconds >= 60 && seconds % 60 == 0
        ? TimeSpan.FromSeconds(seconds)
        : throw Errors.Value("Period", $"it is {seconds}, and must be 60 or a multiple of 60");

    /// <summary>Sum, Average, Minimum, Maximum, SampleCount, or a percentile, p0 to p100 with up to ten decimals.</summary>
    public static string Statistic(string statistic, string parameter)
    {
        if (statistic is "Sum" or "Average" or "Minimum" or "Maximum" or "SampleCount")
            return statistic;
        if (statistic is ['p', .. var rank]
            && double.TryParse(rank, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile) && percentile is >= 0 and <= 100)
            return statistic;
        throw Errors.Value(parameter, $"it is '{statistic}'; served are Sum, Average, Minimum, Maximum, SampleCount and p0 to p100");
    }

    /// <summary>
    /// Start and end; the start rounded down as CloudWatch does, to the resolution of what is kept that long. Nothing is kept for more than
    /// 455 days, and nothing is known of the future, so that a window however long costs no more than these.
    /// </summary>
    public static (DateTimeOffset Start, DateTimeOffset End) Window(Input input, DateTimeOffset now)
    {
        var start = input.RequiredTimestamp("StartTime");
        var end = input.RequiredTimestamp("EndTime");
        if (end == start)
            throw Errors.Validation("The parameter StartTime must not equal parameter EndTime.");
        if (end < start)
            throw Errors.Validation("The parameter EndTime must be greater than StartTime.");
        var (oldest, latest) = (new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) - Retention, now + FarthestAhead);
        start = start < oldest ? oldest : start > latest ? latest : start;
        end = end > latest ? latest : end < start ? start : end;
        var age = now - start;
        var resolution = age < TimeSpan.FromDays(15) ? TimeSpan.FromMinutes(1) : age < TimeSpan.FromDays(63) ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(1);
        return (new DateTimeOffset(start.UtcTicks - (start.UtcTicks % resolution.Ticks), TimeSpan.Zero), end.ToUniversalTime());
    }

    /// <summary>Whether the store has the metric with this unit. A query with another unit finds nothing.</summary>
    public static bool HasUnit(MetricStore store, MetricId metric, string? unit) =>
        unit is null || store.List().Any(m => m.Key == metric.Key && m.Unit == unit);
}
