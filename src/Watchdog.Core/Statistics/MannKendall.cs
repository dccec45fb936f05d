using Watchdog.Core.Signals;

namespace Watchdog.Core.Statistics;

/// <summary>
/// The Mann-Kendall test for a monotonic trend: counts how many later points are above earlier ones. It assumes nothing about the shape of
/// the trend or of the noise (H. B. Mann, Econometrica 13, 1945).
/// </summary>
public static class MannKendall
{
    /// <summary>The probability of at least so many rises if there were no trend at all; 1 with fewer than two points.</summary>
    /// <remarks>Exact while no two points are equal; with ties the normal approximation with its tie correction and continuity correction.</remarks>
    public static double RisingPValue(Series series)
    {
        var values = series.Known.ToArray();
        if (values.Length < 2)
            return 1;
        var score = Score(values);
        var ties = values.GroupBy(v => v).Select(g => g.Count()).Where(count => count > 1).ToArray();
        return ties.Length == 0 ? ExactPValue(values.Length, score) : ApproximatePValue(values.Length, score, ties);
    }

    private static int Score(double[] values)
    {
        var score = 0;
        for (var i = 0; i < values.Length; i++)
            for (var j = i + 1; j < values.Length; j++)
                score += Math.Sign(values[j] - values[i]);
        return score;
    }

    // Without ties the score is pairs - 2 x inversions, and the number of inversions of a random order of n points is the sum of
    // independent uniform choices from 0..0, 0..1, ..., 0..n-1: their distribution is built up by convolution.
    private static double ExactPValue(int count, int score)
    {
        var pairs = count * (count - 1) / 2;
        var probability = new double[pairs + 1];
        probability[0] = 1;
        for (var n = 2; n <= count; n++)
        {
            var next = new double[pairs + 1];
            for (var inversions = 0; inversions <= n * (n - 1) / 2; inversions++)
                for (var added = 0; added < n && added <= inversions; added++)
                    next[inversions] += probability[inversions - added] / n;
            probability = next;
        }
        var mostInversions = (pairs - score) / 2;
        return Math.Min(1, probability.Take(mostInversions + 1).Sum());
    }

    private static double ApproximatePValue(int count, int score, int[] ties)
    {
        static double Weight(double n) => n * (n - 1) * ((2 * n) + 5);
        var variance = (Weight(count) - ties.Sum(t => Weight(t))) / 18;
        if (variance <= 0)
            return 1;
        var z = (score - Math.Sign(score)) / Math.Sqrt(variance);
        return UpperTail(z);
    }

    // The upper tail of the standard normal distribution through the complementary error function, by the rational approximation 7.1.26 of
    // Abramowitz and Stegun; its error is below 1.5e-7, far below what a decision at 1 % or 5 % needs.
    private static double UpperTail(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        var tail = 0.5 * polynomial * Math.Exp(-x * x);
        return z >= 0 ? tail : 1 - tail;
    }
}
