using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Core.Alarms;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Aws.Alarms;

/// <summary>An alarm as CloudWatch has it. What Watchdog never varies is written here, and looked for when an alarm is read.</summary>
internal static class AlarmMapping
{
    /// <summary>A resource at rest publishes nothing, and that is no trouble.</summary>
    private const string Missing = "notBreaching";

    public static PutMetricAlarmRequest ToRequest(ResourceAlarm alarm, string topicArn) => new()
    {
        AlarmName = alarm.Name,
        AlarmDescription = alarm.Description,
        ActionsEnabled = true,
        AlarmActions = [topicArn],
        OKActions = [topicArn],
        Namespace = alarm.Query.Namespace,
        MetricName = alarm.Query.Metric,
        Dimensions = [.. alarm.Query.Dimensions.Items.Select(d => new Dimension { Name = d.Name, Value = d.Value })],
        Statistic = Statistic.FindValue(alarm.Query.Statistic),
        Period = (int)alarm.Period.TotalSeconds,
        ComparisonOperator = ComparisonOperator.GreaterThanThreshold,
        Threshold = alarm.Threshold,
        EvaluationPeriods = alarm.Periods,
        DatapointsToAlarm = alarm.Breaching,
        TreatMissingData = Missing,
    };

    public static ResourceAlarm ToAlarm(MetricAlarm alarm, string topicArn)
    {
        var dimensions = DimensionSet.Of([.. (alarm.Dimensions ?? []).DistinctBy(d => d.Name).Select(d => new MetricDimension(d.Name ?? "", d.Value ?? ""))]);
        var periods = alarm.EvaluationPeriods ?? 0;
        return new ResourceAlarm(
            alarm.AlarmName ?? throw new InvalidDataException("CloudWatch returned an alarm without a name."),
            Resource(dimensions),
            alarm.AlarmDescription ?? "",
            new MetricQuery(alarm.Namespace ?? "", alarm.MetricName ?? "", alarm.Statistic?.Value ?? alarm.ExtendedStatistic ?? "", dimensions),
            TimeSpan.FromSeconds(alarm.Period ?? 0),
            alarm.Threshold ?? double.NaN,
            periods,
            alarm.DatapointsToAlarm ?? periods)
        {
            IsAltered = !IsAsWritten(alarm, topicArn),
        };
    }

    private static bool IsAsWritten(MetricAlarm alarm, string topicArn) =>
        alarm.ActionsEnabled == true
        && alarm.AlarmActions is [var action] && action == topicArn
        && alarm.OKActions is [var ok] && ok == topicArn
        && alarm.InsufficientDataActions is null or []
        && alarm.ComparisonOperator == ComparisonOperator.GreaterThanThreshold
        && alarm.TreatMissingData == Missing
        && alarm.Unit is null;

    /// <summary>The account when the dimensions name nothing that Watchdog makes alarms for.</summary>
    private static ResourceId Resource(DimensionSet dimensions) =>
        dimensions.Find("FunctionName") is { } function ? ResourceId.Function(function)
        : dimensions.Find("QueueName") is { } queue ? ResourceId.Queue(queue)
        : new ResourceId(ResourceKind.Account, "");
}
