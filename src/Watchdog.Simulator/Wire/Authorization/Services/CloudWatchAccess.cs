namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon CloudWatch. Metrics are no resources: what reads them can be limited to nothing. Alarms are, and a search for some is about all.</summary>
internal static class CloudWatchAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["GetMetricData"] = Accesses.Everything("cloudwatch:GetMetricData"),
        ["GetMetricStatistics"] = Accesses.Everything("cloudwatch:GetMetricStatistics"),
        ["ListMetrics"] = Accesses.Everything("cloudwatch:ListMetrics"),
        ["DescribeAlarms"] = Accesses.On("cloudwatch:DescribeAlarms", r => AlarmArn(r, "*")),
        ["PutMetricAlarm"] = Accesses.On("cloudwatch:PutMetricAlarm", r => AlarmArn(r, r.Members.Required("AlarmName"))),
        ["DeleteAlarms"] = request => request.Members.Strings("AlarmNames").Select(name => new AccessCheck("cloudwatch:DeleteAlarms", AlarmArn(request, name))),
        ["PutMetricData"] = request => [new AccessCheck("cloudwatch:PutMetricData", "*")
        {
            Context = ConditionKeys.Of(ConditionKeys.Namespace, request.Members.Required("Namespace")),
        }],
    };

    private static string AlarmArn(AccessRequest request, string name) => request.Arn("cloudwatch", $"alarm:{name}");
}
