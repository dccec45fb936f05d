using Watchdog.Simulator.Account.Physics;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>Says which points GetMetricData leaves out: at any minute the same ones for whoever asks, at the next minute others.</summary>
/// <param name="Share">Of the points, 0 to 1.</param>
public sealed record PointLoss(ulong Seed, double Share)
{
    /// <param name="now">The time of the call.</param>
    public bool Takes(MetricId metric, string statistic, DateTimeOffset point, DateTimeOffset now) =>
        RandomStream.Unit(RandomStream.Derive(Seed, $"{metric.Key} {statistic} {point.UtcTicks} {now.UtcTicks}")) < Share;
}
