using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Finds functions whose invocations have become slow, which no sum shows: the median duration of every function, each five minutes.
/// </summary>
/// <remarks>
/// One metric of one function each five minutes is $0.086 a month, a little less than one alarm. A function that did not run in the last three
/// hours has nothing to be compared with and is read each half hour only ($0.014): 60 busy functions among 300 are $8.64 a month. A function that
/// looks slow is then read every minute, so that a step is confirmed as soon as its third minute can be read.
/// </remarks>
public sealed class LatencySweep(IMetricSource metrics, Spending spending)
{
    private const int EveryMinutes = 5;

    private const int IdleEveryMinutes = 30;

    /// <summary>Minutes for which the account must be known before a function counts as idle and not as new.</summary>
    private const int KnownMinutes = 60;

    /// <summary>Minutes without a point after which a function does not count as running.</summary>
    private const int ActiveMinutes = 20;

    private readonly DurationStepOptions _first = new() { RecentPoints = 1 };
    private HashSet<string>? _idle;

    /// <summary>The functions that ran lately, as of the last sweep; null when there was none in this process.</summary>
    public IReadOnlySet<string>? Active { get; private set; }

    /// <param name="accountInvocations">They tell since when there is anything to see in this account.</param>
    /// <returns>The names of functions whose newest minute is slow.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(
        Series accountInvocations, Func<Task<Inventory>> inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var minute = Minute.Between(DateTimeOffset.UnixEpoch, Minute.Floor(now));
        // A new process knows nothing of what the one before it was about to see.
        if ((_idle is not null && minute % EveryMinutes != 0) || !spending.AllowsSweep(now))
            return [];
        var window = accountInvocations.Window;
        var skipped = minute % IdleEveryMinutes == 0 ? [] : _idle ?? [];
        var swept = (await inventory()).Functions.Where(function => !skipped.Contains(function.Name)).Select(function => function.Name).ToArray();
        var series = await metrics.ReadAsync([.. swept.Select(LambdaMetrics.MedianDuration)], window, cancellationToken);
        _idle = accountInvocations.Count < KnownMinutes ? [] : [.. skipped, .. swept.Where(name => series[LambdaMetrics.MedianDuration(name)].Count == 0)];
        Active = swept.Where(name => series[LambdaMetrics.MedianDuration(name)].Tail(ActiveMinutes).Count > 0).ToHashSet();
        return [.. swept.Where(name => DurationStep.Of(series[LambdaMetrics.MedianDuration(name)], null, growth: 1, _first)?.Start is not null)];
    }
}
