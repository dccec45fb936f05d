using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Benchmarks.Baselines;

/// <summary>What a rule compares with its threshold, period by period.</summary>
internal sealed class AlarmValues(SimulatedAccount account, AlarmRule rule, AlarmedResource resource)
{
    private readonly TimeSpan _period = TimeSpan.FromMinutes(rule.Period);

    /// <summary>The periods from start to end that have a value, as CloudWatch had them at a moment.</summary>
    public Dictionary<DateTimeOffset, double> Read(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (rule.Metric is { } metric)
            return metric.Split(' ') is [var name, var statistic] ? Read(name, statistic, start, end, now) : throw new InvalidDataException($"'{metric}' must be a name and a statistic.");
        return rule.Drain ? Drain(start, end, now) : Share(start, end, now);
    }

    /// <summary>Null: what the threshold is derived from does not exist, so that nobody could have set the alarm up.</summary>
    /// <param name="healthyUntil">The end of the lead-in in which all was well.</param>
    public double? Threshold(DateTimeOffset start, DateTimeOffset healthyUntil, DateTimeOffset allKnown)
    {
        if (rule.Threshold is { } number)
            return number;
        return rule.Times * rule.Basis switch
        {
            "timeout" => account.Functions[resource.Name].Timeout.TotalMilliseconds,
            "limit" => account.ConcurrencyLimit,
            "processing" => LongestProcessing(start, healthyUntil, allKnown),
            "historic" => Historic(start, healthyUntil, allKnown),
            _ => throw new InvalidDataException($"{rule.Alarm}: '{rule.Basis}' is no basis of a threshold."),
        };
    }

    private double? Historic(DateTimeOffset start, DateTimeOffset end, DateTimeOffset allKnown) =>
        Read(start, end, allKnown).Values.ToArray() is { Length: > 0 } values ? rule.Mean ? values.Average() : values.Max() : null;

    /// <summary>Seconds.</summary>
    private double? LongestProcessing(DateTimeOffset start, DateTimeOffset end, DateTimeOffset allKnown)
    {
        var arn = account.Queues[resource.Name].Arn;
        var longest = account.Mappings.Values.Where(m => m.SourceArn == arn)
            .SelectMany(m => account.Metrics.Read(
                new MetricId("AWS/Lambda", "Duration", "", new MetricDimension("FunctionName", m.FunctionName)), "Maximum", TimeSpan.FromMinutes(1), start, end, allKnown))
            .Select(p => p.Value)
            .DefaultIfEmpty()
            .Max();
        return longest > 0 ? longest / 1000 : null;
    }

    private Dictionary<DateTimeOffset, double> Share(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var parts = Sum(rule.Share, start, end, now);
        // Metric math has a point only where all that it is made of have one; and nothing is no share of nothing.
        return Sum(rule.Whole, start, end, now)
            .Where(whole => whole.Value > 0 && parts.ContainsKey(whole.Key))
            .ToDictionary(whole => whole.Key, whole => 100 * parts[whole.Key] / whole.Value);
    }

    private Dictionary<DateTimeOffset, double> Drain(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var visible = Read("ApproximateNumberOfMessagesVisible", "Maximum", start, end, now);
        var deleted = Read("NumberOfMessagesDeleted", "Sum", start, end, now);
        var sent = Read("NumberOfMessagesSent", "Sum", start, end, now);
        return visible
            .Where(v => deleted.ContainsKey(v.Key) && sent.ContainsKey(v.Key) && deleted[v.Key] != sent[v.Key])
            .ToDictionary(v => v.Key, v => v.Value / (deleted[v.Key] - sent[v.Key]) * rule.Period);
    }

    private Dictionary<DateTimeOffset, double> Sum(List<string> metrics, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var all = metrics.Select(metric => Read(metric, "Sum", start, end, now)).ToArray();
        return all[0].Where(p => all.All(m => m.ContainsKey(p.Key))).ToDictionary(p => p.Key, p => all.Sum(m => m[p.Key]));
    }

    private Dictionary<DateTimeOffset, double> Read(string metric, string statistic, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        IReadOnlyList<MetricDimension> dimensions = resource.Dimension is { } name ? [new MetricDimension(name, resource.Name)] : [];
        return account.Metrics.Read(new MetricId(resource.Namespace, metric, "", dimensions), statistic, _period, start, end, now)
            .ToDictionary(p => p.Start, p => p.Value);
    }
}
