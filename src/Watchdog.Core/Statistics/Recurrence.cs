using Watchdog.Core.Signals;

namespace Watchdog.Core.Statistics;

/// <summary>
/// Whether counts come back after a fixed time, as the failures of messages do that fail whenever they are received. Two predictions are
/// compared minute by minute, that what failed one lag ago fails again and that failures come by chance, and the logarithm of how much better
/// the first one is adds up: a cumulative sum of log-likelihood ratios (E. S. Page, Biometrika 41, 1954). If chance is true, it exceeds
/// <c>h</c> once in <c>e^h</c> minutes at most.
/// </summary>
public static class Recurrence
{
    /// <summary>What is not accounted for by the lag comes at one of these rates; events/min.</summary>
    private static readonly double[] NewPerMinute = [0.05, 0.5, 5];

    /// <summary>After the lag, until somebody looks again; seconds.</summary>
    private static readonly double[] DelaySeconds = [3, 15];

    /// <summary>A count is a whole number, which a density does not know: less variance than this would say more than the number can.</summary>
    private const double Rounding = 0.2;

    /// <summary>
    /// One minute can speak for the lag by this much at most: failures that come in bursts are unlikely under chance without coming back.
    /// </summary>
    private const double MostFromChance = -7;

    /// <summary>One minute in which what was to come back did not can be an accident of measuring.</summary>
    private const double MostAgainst = -10;

    /// <summary>However long it lasted, a minute or two in which nothing comes back end it.</summary>
    private const double MostInAll = 16;

    /// <summary>
    /// The evidence that the newest counts are a recurrence: the natural logarithm of a likelihood ratio; 0 when there is none, 16 at most.
    /// </summary>
    /// <param name="counts">Events by minute; no minute is missing.</param>
    /// <param name="lag">After which the same come again; a minute or more.</param>
    /// <param name="noise">Variance of the measurement of one minute's count; 0 for exact counts.</param>
    public static double Evidence(Series counts, TimeSpan lag, double noise)
    {
        // None of the variants is known to be the right one: the mean of their ratios counts.
        var mean = 0.0;
        foreach (var delay in DelaySeconds)
            foreach (var rate in NewPerMinute)
                mean += Math.Exp(Sum(counts, Math.Max(60, lag.TotalSeconds + delay) / 60, rate, noise)) / (NewPerMinute.Length * DelaySeconds.Length);
        return Math.Max(0, Math.Log(mean));
    }

    private static double Sum(Series counts, double lagMinutes, double rate, double noise)
    {
        var whole = (int)lagMinutes;
        var part = lagMinutes - whole;
        var reach = Math.Max(4, 2 * whole);
        var sum = 0.0;
        for (var minute = whole + 1; minute < counts.Length; minute++)
        {
            var count = counts[minute] ?? 0;
            var (near, far) = (counts[minute - whole] ?? 0, counts[minute - whole - 1] ?? 0);
            var again = Normal(count, ((1 - part) * near) + (part * far) + rate, (part * (1 - part) * (near + far)) + rate + Rounding + noise);
            var byChance = ByChance(counts, minute, reach, noise);
            sum = Math.Clamp(sum + Math.Max(MostAgainst, again) - Math.Max(MostFromChance, byChance), 0, MostInAll);
        }
        return sum;
    }

    // Chance is given the benefit of every slow change and of every step: of the means of the minutes around this one, with and without the two
    // highest of them, up to it and from it on, all with itself, the one that explains it best. None of them is so short that it could follow the lag.
    private static double ByChance(Series counts, int minute, int reach, double noise)
    {
        var last = counts.Length - 1;
        var count = counts[minute] ?? 0;
        // As many minutes at the end of the series as in its middle: without two of a few, hardly any would be left.
        var from = Math.Max(0, Math.Min(minute - reach, last - (2 * reach)));
        var to = Math.Min(last, from + (2 * reach));
        var best = Math.Max(Chance(count, Mean(counts, from, to), noise), Chance(count, MeanWithoutBursts(counts, from, to), noise));
        if (minute - reach >= 0)
            best = Math.Max(best, Chance(count, Mean(counts, minute - reach, minute), noise));
        return minute + reach <= last ? Math.Max(best, Chance(count, Mean(counts, minute, minute + reach), noise)) : best;
    }

    private static double MeanWithoutBursts(Series counts, int from, int to)
    {
        var (total, first, second) = (0.0, 0.0, 0.0);
        for (var i = from; i <= to; i++)
        {
            var count = counts[i] ?? 0;
            total += count;
            (first, second) = count > first ? (count, first) : (first, Math.Max(second, count));
        }
        return (total - first - second) / Math.Max(1, to - from - 1);
    }

    private static double Mean(Series counts, int from, int to)
    {
        var total = 0.0;
        for (var i = from; i <= to; i++)
            total += counts[i] ?? 0;
        return total / (to - from + 1);
    }

    private static double Chance(double count, double mean, double noise) =>
        noise > 0 ? Normal(count, mean, mean + noise + Rounding) : mean == 0 ? (count == 0 ? 0 : double.NegativeInfinity) : (count * Math.Log(mean)) - mean - LogFactorial(count);

    private static double Normal(double value, double mean, double variance) =>
        -0.5 * (((value - mean) * (value - mean) / variance) + Math.Log(2 * Math.PI * variance));

    private static double LogFactorial(double count)
    {
        var log = 0.0;
        for (var i = 2; i <= Math.Min(count, 100); i++)
            log += Math.Log(i);
        // Stirling's formula from there on; its error is below 1e-5 at 100.
        return count <= 100 ? log : (count * Math.Log(count)) - count + (0.5 * Math.Log(2 * Math.PI * count)) + (1 / (12 * count));
    }
}
