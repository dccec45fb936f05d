using Amazon.CloudWatch.Model;
using Watchdog.Core.Signals;

namespace Watchdog.Aws.Metrics;

/// <summary>CloudWatch answered, but without one of the series: to take that for silence would hide trouble.</summary>
public sealed class MetricsUnavailableException : Exception
{
    internal MetricsUnavailableException(MetricQuery query, MetricDataResult result)
        : base($"CloudWatch answered {result.StatusCode} for {query.Statistic} of {query.Namespace} {query.Metric}" +
            (query.Dimensions.Items.IsEmpty ? "" : $" of {query.Dimensions}") +
            string.Concat((result.Messages ?? []).Select(m => $"; {m.Code}: {m.Value}")) + ".")
    {
    }
}
