using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Wire.CloudWatch.Alarms;

/// <summary>An alarm on a metric as it was put.</summary>
/// <param name="Created">When its state was set, which no evaluation ever changes.</param>
internal sealed record StoredAlarm(
    string Name,
    string Arn,
    string? Description,
    MetricId Metric,
    string? Unit,
    string? Statistic,
    string? ExtendedStatistic,
    int Period,
    string Comparison,
    double Threshold,
    int EvaluationPeriods,
    int? DatapointsToAlarm,
    string? TreatMissingData,
    string? LowSamples,
    AlarmActions Actions,
    DateTimeOffset Created,
    DateTimeOffset Updated);

/// <summary>ARNs of what is told.</summary>
internal sealed record AlarmActions(bool Enabled, IReadOnlyList<string> Alarm, IReadOnlyList<string> Ok, IReadOnlyList<string> InsufficientData)
{
    public bool Any(string prefix) => Alarm.Concat(Ok).Concat(InsufficientData).Any(a => a.StartsWith(prefix, StringComparison.Ordinal));
}
