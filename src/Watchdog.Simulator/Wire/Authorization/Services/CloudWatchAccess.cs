namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon CloudWatch. Metrics are no resources: what reads them can be limited to nothing.</summary>
internal static class CloudWatchAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["GetMetricData"] = Accesses.Everything("cloudwatch:GetMetricData"),
        ["GetMetricStatistics"] = Accesses.Everything("cloudwatch:GetMetricStatistics"),
        ["ListMetrics"] = Accesses.Everything("cloudwatch:ListMetrics"),
        ["PutMetricData"] = request => [new AccessCheck("cloudwatch:PutMetricData", "*")
        {
            Context = ConditionKeys.Of(ConditionKeys.Namespace, request.Members.Required("Namespace")),
        }],
    };
}
