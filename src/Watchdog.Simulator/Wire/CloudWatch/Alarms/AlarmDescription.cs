using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.CloudWatch.Alarms;

/// <summary>An alarm as DescribeAlarms shows it.</summary>
internal static class AlarmDescription
{
    /// <summary>What CloudWatch says of an alarm that it has not looked at yet.</summary>
    public const string State = "INSUFFICIENT_DATA";

    private const string Reason = "Unchecked: Initial alarm creation";

    public static JsonObject Of(StoredAlarm alarm)
    {
        var described = new JsonObject
        {
            ["AlarmName"] = alarm.Name,
            ["AlarmArn"] = alarm.Arn,
            ["AlarmConfigurationUpdatedTimestamp"] = alarm.Updated,
            ["ActionsEnabled"] = alarm.Actions.Enabled,
            ["OKActions"] = List(alarm.Actions.Ok),
            ["AlarmActions"] = List(alarm.Actions.Alarm),
            ["InsufficientDataActions"] = List(alarm.Actions.InsufficientData),
            ["StateValue"] = State,
            ["StateReason"] = Reason,
            ["StateUpdatedTimestamp"] = alarm.Created,
            ["StateTransitionedTimestamp"] = alarm.Created,
            ["MetricName"] = alarm.Metric.Name,
            ["Namespace"] = alarm.Metric.Namespace,
            ["Dimensions"] = new JsonArray([.. alarm.Metric.Dimensions.Select(d => new JsonObject { ["Name"] = d.Name, ["Value"] = d.Value })]),
            ["Period"] = alarm.Period,
            ["EvaluationPeriods"] = alarm.EvaluationPeriods,
            ["Threshold"] = alarm.Threshold,
            ["ComparisonOperator"] = alarm.Comparison,
        };
        Set("AlarmDescription", alarm.Description);
        Set("Unit", alarm.Unit);
        Set("Statistic", alarm.Statistic);
        Set("ExtendedStatistic", alarm.ExtendedStatistic);
        Set("TreatMissingData", alarm.TreatMissingData);
        Set("EvaluateLowSampleCountPercentile", alarm.LowSamples);
        if (alarm.DatapointsToAlarm is { } datapoints)
            described["DatapointsToAlarm"] = datapoints;
        return described;

        void Set(string member, string? value)
        {
            if (value is not null)
                described[member] = value;
        }
    }

    private static JsonArray List(IReadOnlyList<string> arns) => new([.. arns.Select(a => JsonValue.Create(a))]);
}
