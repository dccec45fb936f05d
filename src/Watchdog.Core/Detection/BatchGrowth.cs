using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>
/// By what factor an invocation has more to do than before. A queue that fills up hands out fuller batches, which take longer each and are
/// no trouble of anything that is called.
/// </summary>
public static class BatchGrowth
{
    /// <summary>Minutes without which the batches before are not known.</summary>
    private const int FewestMinutes = 10;

    /// <returns>1 and up; 1 where nothing is known of the batches.</returns>
    public static double Of(FunctionHistory history, int recentMinutes, DateTimeOffset? begun)
    {
        if (history.MessagesReceived is not { } received || received.Window.Start != history.Invocations.Window.Start)
            return 1;
        var length = Math.Min(received.Length, history.Invocations.Length);
        var recentStart = length - recentMinutes;
        var usualEnd = begun is { } since ? Math.Clamp(Minute.Between(received.Window.Start, Minute.Floor(since)), 0, length) : recentStart - recentMinutes;
        if (usualEnd < FewestMinutes)
            return 1;
        return PerInvocation(recentStart, length) is { } now && PerInvocation(0, usualEnd) is { } before ? Math.Max(1, now / before) : 1;

        double? PerInvocation(int start, int end)
        {
            var (messages, invocations) = (0.0, 0.0);
            for (var minute = start; minute < end; minute++)
            {
                messages += received[minute] ?? 0;
                invocations += history.Invocations[minute] ?? 0;
            }
            return invocations == 0 || messages == 0 ? null : Math.Max(1, messages / invocations);
        }
    }
}
