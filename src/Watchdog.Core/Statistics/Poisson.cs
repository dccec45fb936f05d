namespace Watchdog.Core.Statistics;

/// <summary>Counts of rare, independent events.</summary>
public static class Poisson
{
    /// <summary>The probability of at least <paramref name="count"/> events where <paramref name="mean"/> are expected.</summary>
    /// <remarks>
    /// Summed from the smaller side for small means; for a mean over 700, where the first term is no longer a number, the normal approximation of
    /// the square root decides, whose error does not matter that far out.
    /// </remarks>
    public static double AtLeast(double count, double mean)
    {
        if (count <= 0)
            return 1;
        if (mean <= 0)
            return 0;
        if (mean > 700)
            return 2 * (Math.Sqrt(count) - Math.Sqrt(mean)) is var z && z <= 0 ? 1 : Math.Exp(-z * z / 2);
        var term = Math.Exp(-mean);
        var below = 0.0;
        for (var k = 0; k < count; k++)
        {
            below += term;
            term *= mean / (k + 1);
        }
        // Far out, 1 - below is only rounding: then the tail is summed itself.
        if (below < 0.999_999)
            return 1 - below;
        var tail = 0.0;
        for (var k = Math.Ceiling(count); term > 0 && term > tail * 1e-12; k++)
        {
            tail += term;
            term *= mean / (k + 1);
        }
        return tail;
    }
}
