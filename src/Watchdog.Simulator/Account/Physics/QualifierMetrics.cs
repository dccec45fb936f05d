using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// AWS/Lambda's Invocations and Errors by what a function was called as: without a qualifier, by a version, by an alias, and of an alias by the
/// version that ran. Only for functions of which something is published. Everything of a minute is published with the minute, whenever it
/// ended: the times of these metrics matter to nobody here.
/// </summary>
internal sealed class QualifierMetrics(SimulatedFunction function, MetricStore store)
{
    private readonly SortedDictionary<string, Counts> minutes = new(StringComparer.Ordinal);

    /// <param name="qualifier">Null: none.</param>
    public void Count(string? qualifier, long invocations, long failed)
    {
        var key = qualifier ?? "";
        var before = minutes.GetValueOrDefault(key);
        minutes[key] = new Counts(before.Invocations + invocations, before.Failed + failed);
    }

    /// <param name="busiest">The most executions that ran at once.</param>
    public void Flush(int minute, double busiest)
    {
        var all = minutes.Values.Sum(c => c.Invocations);
        foreach (var (qualifier, counts) in minutes.Where(m => m.Value.Invocations > 0))
        {
            var resource = new MetricDimension("Resource", qualifier.Length == 0 ? function.Name : $"{function.Name}:{qualifier}");
            Write(minute, counts, resource);
            if (function.Aliases.TryGetValue(qualifier, out var alias)) WriteVersions(minute, counts, resource, alias);
            if (function.Provisioned.TryGetValue(qualifier, out var ready)) WriteProvisioned(minute, counts.Invocations, resource, ready, busiest * counts.Invocations / all);
        }

        minutes.Clear();
    }

    private void WriteVersions(int minute, Counts counts, MetricDimension resource, SimulatedAlias alias)
    {
        var left = counts;
        foreach (var (version, weight) in alias.Weights)
        {
            var part = new Counts((long)Math.Round(counts.Invocations * weight), (long)Math.Round(counts.Failed * weight));
            left = new Counts(left.Invocations - part.Invocations, left.Failed - part.Failed);
            Write(minute, part, resource, new MetricDimension("ExecutedVersion", version));
        }

        Write(minute, left, resource, new MetricDimension("ExecutedVersion", alias.Version));
    }

    private void WriteProvisioned(int minute, long invocations, MetricDimension resource, int ready, double busiest)
    {
        var spilled = busiest <= ready ? 0 : (long)(invocations * (1 - ready / busiest));
        WriteSum(minute, "ProvisionedConcurrencyInvocations", invocations - spilled, resource);
        if (spilled > 0) WriteSum(minute, "ProvisionedConcurrencySpilloverInvocations", spilled, resource);
        WriteMaximum(minute, "ProvisionedConcurrentExecutions", Math.Min(busiest, ready), resource);
        WriteMaximum(minute, "ProvisionedConcurrencyUtilization", Math.Min(1, busiest / ready), resource);
    }

    private void Write(int minute, Counts counts, params MetricDimension[] dimensions)
    {
        if (counts.Invocations == 0) return;
        WriteSum(minute, "Invocations", counts.Invocations, dimensions);
        SeriesOf("Errors", dimensions).Add(minute, minute, StatisticSet.OfFlags(counts.Failed, counts.Invocations), null);
    }

    private void WriteSum(int minute, string metric, long sum, params MetricDimension[] dimensions) =>
        SeriesOf(metric, dimensions).Add(minute, minute, new StatisticSet { Sum = sum, Minimum = 1, Maximum = 1, Count = sum }, null);

    private void WriteMaximum(int minute, string metric, double value, params MetricDimension[] dimensions) =>
        SeriesOf(metric, dimensions).Add(minute, minute, new StatisticSet { Sum = value, Minimum = value, Maximum = value, Count = 1 }, null);

    private MetricSeries SeriesOf(string metric, MetricDimension[] dimensions) => store.SeriesOf(new MetricId(
        "AWS/Lambda", metric, "Count",
        [.. dimensions.Append(new MetricDimension("FunctionName", function.Name)).OrderBy(d => d.Name, StringComparer.Ordinal)]));

    private readonly record struct Counts(long Invocations, long Failed);
}
