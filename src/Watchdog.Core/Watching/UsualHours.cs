using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Whether a function is always this slow at this hour: a nightly or weekly run works on more than the calls of the day. One metric over two weeks,
/// asked only of a function that is about to be told.
/// </summary>
public sealed class UsualHours(IMetricSource metrics)
{
    private const int Days = 14;

    /// <summary>Earlier days on which it must have been so; of two weeks, a weekly run has two.</summary>
    private const int FewestDays = 2;

    /// <summary>Share of today's duration that counts as the same.</summary>
    private const double Same = 0.7;

    public async Task<bool> IsUsualAsync(string function, FunctionTrouble trouble, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (trouble.Duration is not { } duration)
            return false;
        var hour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        var query = LambdaMetrics.MedianDuration(function);
        var points = (await metrics.ReadHourlyAsync([query], hour.AddDays(-Days).AddHours(-1), hour.AddHours(-2), cancellationToken))[query];
        return points
            .Where(point => point.Value >= Same * duration)
            .Select(point => Math.Round((hour - point.Start).TotalHours) is var hours && Math.Abs(hours - (24 * Math.Round(hours / 24))) <= 1 ? Math.Round(hours / 24) : 0)
            .Where(day => day >= 1)
            .Distinct()
            .Count() >= FewestDays;
    }
}
