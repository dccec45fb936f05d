using Microsoft.Extensions.Time.Testing;

namespace Watchdog.Functions.Tests.Support;

/// <summary>Stands still but for whoever waits for less than half a minute: that is over as soon as it begins.</summary>
internal sealed class HastyClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < Longest)
            Advance(dueTime);
        return timer;
    }
}
