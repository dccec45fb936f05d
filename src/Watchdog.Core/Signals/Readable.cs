namespace Watchdog.Core.Signals;

/// <summary>
/// Up to which minute series can be believed. CloudWatch publishes a minute's points one to three minutes late, and not all of them at
/// once; a minute is judged only when all of the points that are compared have arrived, or when it is old enough that a missing point means
/// that nothing happened.
/// </summary>
public static class Readable
{
    /// <summary>
    /// The newest minute in which a missing point means "nothing". The account-wide Invocations always have points, because Watchdog itself
    /// runs every minute: the minute before their newest one has been published in full.
    /// </summary>
    /// <returns>An index into the window; -1 when no minute is settled.</returns>
    public static int SettledIndex(Series accountInvocations) => (accountInvocations.LastIndex ?? 0) - 1;

    /// <summary>The newest minute for which every series has a point, or the settled one if that is newer.</summary>
    public static int NewestIndex(int settledIndex, params ReadOnlySpan<Series> series)
    {
        for (var index = series[0].Length - 1; index > settledIndex; index--)
        {
            var complete = true;
            foreach (var one in series)
                complete &= one[index] is not null;
            if (complete)
                return index;
        }
        return settledIndex;
    }

    /// <summary>A sum cut after the newest readable minute, with zero for the minutes in which nothing happened.</summary>
    public static Series Counts(Series series, int newestIndex) => series.ZeroFilled(newestIndex).Before(newestIndex + 1);
}
