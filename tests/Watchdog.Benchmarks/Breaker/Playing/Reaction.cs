using Watchdog.Cli.Expectations;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>What the breaker did about a loop. Times count from the loop's onset.</summary>
/// <param name="Contained">When the first of the loop's functions was contained, or its circuit open; null: never.</param>
/// <param name="Opened">When the first circuit on the loop was open; null: never.</param>
/// <param name="False">Circuits that should not have been opened: of functions off the loop, or before there was one. "FUNCTION at minute N".</param>
/// <param name="Course">All that it did to the loop's functions, in words: "contain 2, trip 5". Minutes from the onset.</param>
internal sealed record Reaction(TimeSpan? Contained, TimeSpan? Opened, IReadOnlyList<string> False, string Course)
{
    /// <param name="functions">Those that the loop goes through.</param>
    public static Reaction Of(IReadOnlyList<ObservedAction> actions, IReadOnlyCollection<string> functions, TimeSpan onset)
    {
        var mine = actions.Where(a => functions.Contains(a.Function)).OrderBy(a => a.At).ToArray();
        var since = mine.Where(a => a.At >= onset).ToArray();
        var heldAtOnset = functions.Any(f => mine.LastOrDefault(a => a.Function == f && a.At < onset)?.Action is "contain" or "trip" or "hold");
        var first = since.FirstOrDefault(a => a.Action is "contain" or "trip");
        return new Reaction(
            heldAtOnset ? TimeSpan.Zero : first?.At - onset,
            since.FirstOrDefault(a => a.Action == "trip")?.At - onset,
            [.. FalseTrips(actions, functions, onset)],
            CourseOf(mine, onset));
    }

    /// <param name="from">Minutes count from then.</param>
    public static string CourseOf(IReadOnlyCollection<ObservedAction> actions, TimeSpan from) => actions.Count == 0
        ? "nothing done"
        : string.Join(", ", actions.Select(a => FormattableString.Invariant($"{a.Action} {(a.At - from).TotalMinutes:0.#}")));

    private static IEnumerable<string> FalseTrips(IEnumerable<ObservedAction> actions, IReadOnlyCollection<string> functions, TimeSpan onset) =>
        from action in actions
        where action.Action == "trip" && (action.At < onset || !functions.Contains(action.Function))
        select $"{action.Function} at minute {action.At.TotalMinutes:0.#}";
}
