namespace Watchdog.Core.Breaker;

/// <summary>Invocations write, and their messages are deleted, when they end: some of a minute's only in the minutes after it.</summary>
internal static class TrialLag
{
    /// <param name="taken">What was taken up in each minute, by its number.</param>
    /// <param name="duration">Of one invocation. Seconds.</param>
    /// <returns>What was completed in a minute, of invocations that begin evenly over their minute.</returns>
    public static double Completed(Func<int, double> taken, int minute, double duration)
    {
        var whole = (int)(duration / 60);
        var share = (duration / 60) - whole;
        return ((1 - share) * taken(minute - whole)) + (share * taken(minute - whole - 1));
    }
}
