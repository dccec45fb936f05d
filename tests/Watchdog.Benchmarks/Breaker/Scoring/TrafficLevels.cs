namespace Watchdog.Benchmarks.Breaker.Scoring;

/// <summary>
/// Which containments happened at the same level of traffic. The breaker remembers the level that it found to be organic; a level reaches up
/// to twice the lowest rate in it.
/// </summary>
internal static class TrafficLevels
{
    private const double Width = 2;

    /// <param name="rates">Invocations a minute at each containment, in any order.</param>
    /// <returns>The most containments at one level; 0 without any.</returns>
    public static int MostAtOne(IEnumerable<double> rates)
    {
        var (most, count, lowest) = (0, 0, 0.0);
        foreach (var rate in rates.Order())
        {
            if (count == 0 || rate >= lowest * Width)
                (count, lowest) = (0, rate);
            most = Math.Max(most, ++count);
        }
        return most;
    }
}
