namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>
/// How much CloudWatch gives at once. AWS's own pages are so large that a caller that ignores NextToken would go unnoticed in a small account;
/// these are small.
/// </summary>
/// <param name="DataPointsPerPage">Data points in an answer of GetMetricData, 1 to 100,800.</param>
/// <param name="MetricsPerPage">Metrics in an answer of ListMetrics, 1 to 500.</param>
/// <param name="AlarmsPerPage">Alarms in an answer of DescribeAlarms, 1 to 100.</param>
/// <param name="MostAlarms">The account's quota of alarms, which is AWS's.</param>
public sealed record CloudWatchOptions(int DataPointsPerPage = 1000, int MetricsPerPage = 100, int AlarmsPerPage = 20, int MostAlarms = 5000);
