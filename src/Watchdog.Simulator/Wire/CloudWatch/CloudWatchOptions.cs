namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>
/// How much CloudWatch gives at once. AWS's own pages are so large that a caller that ignores NextToken would go unnoticed in a small account;
/// these are small.
/// </summary>
/// <param name="DataPointsPerPage">Data points in an answer of GetMetricData, 1 to 100,800.</param>
/// <param name="MetricsPerPage">Metrics in an answer of ListMetrics, 1 to 500.</param>
public sealed record CloudWatchOptions(int DataPointsPerPage = 1000, int MetricsPerPage = 100);
