using System.Globalization;

namespace Watchdog.Simulator.Metrics;

/// <summary>How a point is made of a statistic set.</summary>
internal readonly record struct Statistic(string Name, double Percentile)
{
    /// <exception cref="ArgumentException">CloudWatch has no such statistic, or this simulator does not.</exception>
    public static Statistic Parse(string name) => name switch
    {
        "Sum" or "Average" or "Minimum" or "Maximum" or "SampleCount" => new Statistic(name, 0),
        ['p', .. var number] when double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 =>
            new Statistic("p", percent / 100),
        _ => throw new ArgumentException($"The statistic is '{name}'; it must be Sum, Average, Minimum, Maximum, SampleCount or p0 to p100.", nameof(name)),
    };

    public double Of(in StatisticSet set, Histogram? histogram) => Name switch
    {
        "Sum" => set.Sum,
        "Average" => set.Sum / set.Count,
        "Minimum" => set.Minimum,
        "Maximum" => set.Maximum,
        "SampleCount" => set.Count,
        _ => histogram?.Percentile(Percentile, set) ?? set.Maximum,
    };
}
