namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// Poisson and binomial numbers in constant time for large means: Hörmann's transformed rejection (PTRS, "The transformed rejection method
/// for generating Poisson random variables", 1993; BTRS, "The generation of binomial random variates", 1993).
/// </summary>
internal static class Sampling
{
    private static readonly double[] SmallLogFactorials = [.. Enumerable.Range(0, 16).Select(n => Enumerable.Range(1, n).Sum(k => Math.Log(k)))];

    /// <param name="floor">The exponential of minus the mean, which a caller keeps while the mean stays the same.</param>
    public static long Poisson(RandomStream random, double mean, double floor)
    {
        if (mean <= 0) return 0;
        if (mean >= 10) return PoissonByRejection(random, mean);
        var count = 0;
        for (var product = random.NextDouble(); product > floor; product *= random.NextDouble()) count++;
        return count;
    }

    /// <summary>How many of <paramref name="trials"/> succeed, each with probability <paramref name="share"/>.</summary>
    public static long Binomial(RandomStream random, long trials, double share)
    {
        if (trials <= 0 || share <= 0) return 0;
        if (share >= 1) return trials;
        if (share > 0.5) return trials - Binomial(random, trials, 1 - share);
        if (trials * share >= 10) return BinomialByRejection(random, trials, share);
        if (trials <= 16)
        {
            var hits = 0;
            for (var i = 0; i < trials; i++) hits += random.NextDouble() < share ? 1 : 0;
            return hits;
        }

        // Inversion: walk up the distribution function; the mean is below 10, so the walk is short.
        var odds = share / (1 - share);
        var probability = Math.Pow(1 - share, trials);
        var left = random.NextDouble();
        var count = 0L;
        while (left > probability && count < trials)
        {
            left -= probability;
            count++;
            probability *= odds * (trials - count + 1) / count;
        }

        return count;
    }

    private static long PoissonByRejection(RandomStream random, double mean)
    {
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var edge = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= squeeze) return (long)k;
            if (k < 0 || (edge < 0.013 && v > edge)) continue;
            if (Math.Log(v * inverseAlpha / (a / (edge * edge) + b)) <= k * Math.Log(mean) - mean - LogFactorial((long)k)) return (long)k;
        }
    }

    private static long BinomialByRejection(RandomStream random, long trials, double share)
    {
        var deviation = Math.Sqrt(trials * share * (1 - share));
        var b = 1.15 + 2.53 * deviation;
        var a = -0.0873 + 0.0248 * b + 0.01 * share;
        var center = trials * share + 0.5;
        var squeeze = 0.92 - 4.2 / b;
        var alpha = (2.83 + 5.1 / b) * deviation;
        var mode = (long)Math.Floor((trials + 1) * share);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var edge = 0.5 - Math.Abs(u);
            var k = (long)Math.Floor((2 * a / edge + b) * u + center);
            if (k < 0 || k > trials) continue;
            if (edge >= 0.07 && v <= squeeze) return k;
            var bound = LogFactorial(mode) + LogFactorial(trials - mode) - LogFactorial(k) - LogFactorial(trials - k)
                + (k - mode) * Math.Log(share / (1 - share));
            if (Math.Log(v * alpha / (a / (edge * edge) + b)) <= bound) return k;
        }
    }

    /// <summary>Stirling's series, right to 1e-10 from 16 on.</summary>
    private static double LogFactorial(long n)
    {
        if (n < SmallLogFactorials.Length) return SmallLogFactorials[n];
        var x = n + 1.0;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
