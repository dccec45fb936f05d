namespace Watchdog.Core.Signals;

/// <summary>One statistic of one metric of one resource.</summary>
/// <param name="Namespace">E.g. <c>AWS/Lambda</c>.</param>
/// <param name="Statistic">CloudWatch's own word: Sum, Maximum, Minimum, Average, SampleCount, or a percentile such as p90.</param>
/// <param name="Dimensions"><see cref="DimensionSet.None"/> asks for the metric of the whole account.</param>
public sealed record MetricQuery(string Namespace, string Metric, string Statistic, DimensionSet Dimensions);
