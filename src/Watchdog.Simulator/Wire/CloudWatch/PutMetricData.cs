using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>Custom metrics. Everything is checked before anything is recorded.</summary>
internal sealed class PutMetricData(SimulatedAccount account)
{
    private const int MaximumData = 1000;
    private const int MaximumValues = 150;
    private static readonly string[] Ways = ["Value", "Values", "StatisticValues"];
    private static readonly TimeSpan OldestAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(2);

    public Output Run(Input input, WireRequest request)
    {
        var into = input.Required("Namespace");
        if (into.StartsWith("AWS/", StringComparison.Ordinal))
            throw Errors.Value("Namespace", $"'{into}' begins with AWS/, which is reserved for AWS's own services");
        var data = input.Structures("MetricData");
        if (data.Count == 0)
            throw Errors.Missing("MetricData");
        if (data.Count > MaximumData)
            throw Errors.Validation($"The collection MetricData must not have a size greater than {MaximumData}.");
        foreach (var (metric, time, samples) in data.Select(d => Read(d, into)).ToList())
        {
            foreach (var (value, count) in samples)
                account.Metrics.Record(metric, time, value, count);
        }

        return Output.Empty;
    }

    private (MetricId Metric, DateTimeOffset Time, IReadOnlyList<(double Value, long Count)> Samples) Read(Input datum, string into)
    {
        var metric = new MetricId(into, datum.Required("MetricName"), datum.String("Unit") ?? "None", MetricInput.Dimensions(datum));
        var time = datum.Timestamp("Timestamp") ?? account.Now;
        if (time < account.Now - OldestAge || time > account.Now + FarthestAhead)
            throw Errors.Value("Timestamp", $"{time:O} is more than two weeks before or two hours after {account.Now:O}");
        var ways = Ways.Where(datum.Has).ToList();
        if (ways.Count != 1)
            throw Errors.Combination($"MetricData '{metric.Name}' must have exactly one of Value, Values and StatisticValues.");
        var samples = ways[0] switch
        {
            "Value" => [(datum.Number("Value")!.Value, 1)],
            "Values" => Values(datum),
            _ => StatisticSet(datum.RequiredStructure("StatisticValues")),
        };
        if (samples.Any(s => !double.IsFinite(s.Item1)))
            throw Errors.Value("Value", "it must be a finite number");
        return (metric, time, samples);
    }

    private static IReadOnlyList<(double Value, long Count)> Values(Input datum)
    {
        var values = datum.Numbers("Values");
        var counts = datum.Has("Counts") ? datum.Numbers("Counts") : [.. values.Select(_ => 1.0)];
        if (values.Count is 0 or > MaximumValues)
            throw Errors.Value("Values", $"there are {values.Count}, and must be 1 to {MaximumValues}");
        if (counts.Count != values.Count)
            throw Errors.Combination("The parameters Values and Counts must have the same size.");
        if (counts.Any(c => c < 1 || c != Math.Floor(c)))
            throw Errors.Value("Counts", "the simulated account takes whole numbers from 1 on");
        return [.. values.Zip(counts, (v, c) => (v, (long)c))];
    }

    /// <summary>Samples with the same count, sum, minimum and maximum: the two extremes, and the others all alike.</summary>
    private static IReadOnlyList<(double Value, long Count)> StatisticSet(Input set)
    {
        double Member(string name) => set.Number(name) ?? throw Errors.Missing($"StatisticValues.{name}");
        var (count, sum, minimum, maximum) = (Member("SampleCount"), Member("Sum"), Member("Minimum"), Member("Maximum"));
        if (count < 1 || count != Math.Floor(count))
            throw Errors.Value("StatisticValues.SampleCount", "the simulated account takes whole numbers from 1 on");
        var rest = count > 2 ? (sum - minimum - maximum) / (count - 2) : 0;
        var tolerance = 1e-9 * Math.Max(1, Math.Abs(sum));
        var possible = count switch
        {
            1 => Math.Abs(sum - minimum) <= tolerance && Math.Abs(sum - maximum) <= tolerance,
            2 => minimum <= maximum && Math.Abs(sum - minimum - maximum) <= tolerance,
            _ => rest >= minimum - tolerance && rest <= maximum + tolerance,
        };
        if (!possible)
            throw Errors.Combination("StatisticValues: no samples have this SampleCount, Sum, Minimum and Maximum.");
        return count switch
        {
            1 => [(sum, 1)],
            2 => [(minimum, 1), (maximum, 1)],
            _ => [(minimum, 1), (maximum, 1), (rest, (long)count - 2)],
        };
    }
}
