using System.Globalization;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;

namespace Watchdog.Core.Breaker;

/// <summary>What it means that arrivals did or did not fall when the function could not work.</summary>
public enum NaturalVerdict
{
    /// <summary>They fell with it.</summary>
    SelfFed,

    /// <summary>They went on.</summary>
    Outside,
}

/// <summary>
/// Evidence 4: minutes in which the function was throttled or failed are an experiment that nobody had to make. What a function sends itself
/// falls with what it does; what comes from outside goes on. It supports what else is known, and proves nothing alone: two things that fall
/// together may both follow from a third.
/// </summary>
/// <param name="ArrivalsPerMinute">What arrived in those minutes, on average.</param>
public sealed record NaturalExperiment(NaturalVerdict Verdict, double ArrivalsPerMinute, string Sentence)
{
    /// <summary>Minutes before a fall that tell what was usual, and how many of them there must be at least.</summary>
    private const int UsualMinutes = 8, FewestUsual = 4;

    /// <summary>Below this much a minute there is nothing to see.</summary>
    private const double Visible = 30;

    /// <summary>Successes have fallen when no more than this share is left.</summary>
    private const double Fallen = 0.5;

    /// <summary>Errors and throttles must be at least this share of what is missing: otherwise less came, and less was done because of it.</summary>
    private const double Hindered = 0.1;

    /// <summary>Arrivals have fallen with the function when they lost at least this share of what it lost ...</summary>
    private const double With = 0.5;

    /// <summary>... and gone on when they lost no more than this.</summary>
    private const double Without = 0.25;

    /// <summary>Standard deviations between what was measured and the other verdict.</summary>
    private const double Sure = 2;

    /// <summary>All series are over the same minutes; a minute without a point counts as 0 in all but the arrivals, where it is not known.</summary>
    /// <returns>Null when the function could always work, when there was nothing to see, or when it cannot be told.</returns>
    public static NaturalExperiment? Judge(Series arrivals, Series invocations, Series errors, Series throttles)
    {
        var falls = Falls(arrivals, invocations, errors, throttles);
        if (falls.Count == 0)
            return null;
        var (usual, arrived) = (falls.Sum(f => f.UsualArrivals), falls.Sum(f => f.Arrivals));
        var lostArrivals = 1 - (arrived / usual);
        var lostSuccesses = 1 - (falls.Sum(f => f.Successes) / falls.Sum(f => f.UsualSuccesses));
        var lostRuns = 1 - (falls.Sum(f => f.Runs) / falls.Sum(f => f.UsualRuns));
        // What comes from outside is noisy about what was usual; what is usual is only known from some minutes.
        var noise = Math.Sqrt(falls.Sum(f => f.Variance) + Math.Pow(falls.Sum(f => Math.Sqrt(f.Variance)) / Math.Sqrt(FewestUsual), 2)) / usual;

        NaturalVerdict? verdict =
            lostArrivals >= With * lostSuccesses && lostArrivals - (Sure * noise) > Without * lostSuccesses ? NaturalVerdict.SelfFed
            // A function that fails may have sent before it failed: only one that hardly ran shows that it is not needed.
            : lostRuns >= Fallen && lostArrivals <= Without * lostRuns && lostArrivals + (Sure * noise) < With * lostRuns ? NaturalVerdict.Outside
            : null;
        return verdict is { } known ? new NaturalExperiment(known, arrived / falls.Count, Say(known, falls, lostArrivals, lostSuccesses)) : null;
    }

    private static List<Fall> Falls(Series arrivals, Series invocations, Series errors, Series throttles)
    {
        var falls = new List<Fall>();
        var usual = new Queue<(double Arrivals, double Runs, double Successes)>();
        for (var i = 0; i < arrivals.Length; i++)
        {
            if (arrivals[i] is not { } arrived)
                continue;
            var runs = invocations[i] ?? 0;
            var successes = Math.Max(0, runs - (errors[i] ?? 0));
            if (usual.Count >= FewestUsual)
            {
                var median = Robust.Median([.. usual.Select(u => u.Successes)]);
                if (median >= Visible && successes <= Fallen * median)
                {
                    var came = Robust.Median([.. usual.Select(u => u.Arrivals)]);
                    if (came >= Visible && (errors[i] ?? 0) + (throttles[i] ?? 0) >= Hindered * (median - successes))
                        falls.Add(new Fall(
                            arrivals.TimeAt(i), came, Variance(usual.Select(u => u.Arrivals), came), arrived,
                            Robust.Median([.. usual.Select(u => u.Runs)]), runs, median, successes));
                    continue; // What is usual is what was before the fall, however long it lasts.
                }
            }
            usual.Enqueue((arrived, runs, successes));
            if (usual.Count > UsualMinutes)
                usual.Dequeue();
        }
        return falls;
    }

    // Counts vary by their square root at least, and by what they were seen to.
    private static double Variance(IEnumerable<double> values, double median) => Math.Max(median, Math.Pow(Robust.Deviation([.. values], median), 2));

    private static string Say(NaturalVerdict verdict, List<Fall> falls, double lostArrivals, double lostSuccesses)
    {
        var (first, last) = (falls[0].At, falls[^1].At.AddMinutes(1));
        var when = $"Between {first.ToString("HH:mm", CultureInfo.InvariantCulture)} and {last.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC " +
            $"it was throttled or failed, and {Text.Say.Percent(lostSuccesses)} fewer invocations succeeded than before";
        return verdict is NaturalVerdict.SelfFed
            ? $"{when}: {Text.Say.Percent(lostArrivals)} less arrived, as if it came from the function itself."
            : $"{when}: {(lostArrivals <= 0 ? "no less" : $"only {Text.Say.Percent(lostArrivals)} less")} arrived, as traffic from outside does.";
    }

    /// <summary>A minute in which less succeeded, beside what was usual before it.</summary>
    private sealed record Fall(
        DateTimeOffset At, double UsualArrivals, double Variance, double Arrivals, double UsualRuns, double Runs, double UsualSuccesses, double Successes);
}
