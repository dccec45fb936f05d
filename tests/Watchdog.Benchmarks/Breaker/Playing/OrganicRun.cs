using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Scoring;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>What the breaker did to traffic that is none of its business.</summary>
/// <param name="Opened">Circuits opened, of any function: "FUNCTION at minute N".</param>
/// <param name="Contained">How often a function was contained.</param>
/// <param name="MostAtOneLevel">How often at one level of traffic.</param>
/// <param name="Delay">Null where nothing was contained or opened.</param>
/// <param name="Course">All that it did, in words: "contain 72, release 75". Minutes from the start.</param>
internal sealed record OrganicRun(OrganicTraffic Run, IReadOnlyList<string> Opened, int Contained, int MostAtOneLevel, OrganicDelay? Delay, string Course)
{
    /// <summary>The rate at a containment is the highest of so many minutes before it: what the breaker may have seen.</summary>
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(5);

    public static async Task<OrganicRun> PlayAsync(Organic.OrganicTraffic run, string mode, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(run.Source);
        var played = await PlayedRun.WithWatchdogAsync(Scenario.Parse(run.Yaml(mode), run.Name), waiting.Look, cancellationToken);
        var contained = played.Actions.Where(a => a.Action == "contain").ToArray();
        var opened = played.Actions.Where(a => a.Action == "trip").Select(a => FormattableString.Invariant($"{a.Function} at minute {a.At.TotalMinutes:0.#}")).ToArray();
        return new OrganicRun(
            run,
            opened,
            contained.Length,
            contained.GroupBy(a => a.Function).Select(g => TrafficLevels.MostAtOne(g.Select(a => RateAt(played, g.Key, a.At)))).DefaultIfEmpty(0).Max(),
            contained.Length + opened.Length == 0 ? null : DelayOf(run, played, waiting),
            Reaction.CourseOf(played.Actions, TimeSpan.Zero));
    }

    private static OrganicDelay DelayOf(Organic.OrganicTraffic run, PlayedRun played, Waiting waiting)
    {
        var untouched = new Waiting(run.Source);
        var other = PlayedRun.Unwatched(Scenario.Parse(run.Yaml("off"), run.Name), untouched.Look);
        var (with, without) = (Age.OldestBy(played, run.Source), Age.OldestBy(other, run.Source));
        return new OrganicDelay(
            waiting.Over(untouched),
            TimeSpan.FromSeconds(with.Select(m => m.Value - without.GetValueOrDefault(m.Key)).Append(0).Max()));
    }

    private static double RateAt(PlayedRun played, string function, TimeSpan at)
    {
        var invocations = new MetricId("AWS/Lambda", "Invocations", "Count", [new MetricDimension("FunctionName", function)]);
        return AccountReading.ReadMetric(played.Account, invocations, "Sum", played.Start)
            .Where(p => p.Start < played.Start + at && p.Start >= played.Start + at - RateWindow)
            .Select(p => p.Value)
            .DefaultIfEmpty(0)
            .Max();
    }
}

/// <summary>What the breaker cost organic traffic, against the same run without it.</summary>
/// <param name="MessageMinutes">By so much more waited, added up over the minutes.</param>
/// <param name="Oldest">The most by which the oldest message of a minute was older.</param>
internal sealed record OrganicDelay(long MessageMinutes, TimeSpan Oldest);
