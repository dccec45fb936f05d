using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>What speaks for one dependency as the cause of a function's trouble.</summary>
/// <param name="Cause">Null when nothing names it.</param>
/// <param name="Others">Other functions in the same trouble, by name.</param>
/// <param name="Places">What the function's environment names, when nothing says which of it.</param>
public sealed record DependencyEvidence(Cause? Cause, ImmutableArray<Evidence> Numbers, ImmutableArray<string> Others, ImmutableArray<string> Places)
{
    public static DependencyEvidence None { get; } = new(null, [], [], []);
}

/// <summary>
/// Names the dependency that functions in trouble share: by the metrics that they publish of their calls, else by a place that their
/// environments name and those of the healthy ones do not.
/// </summary>
public static class DependencyNaming
{
    /// <summary>Two troubles that begin so close to each other begin together: a timeout is known later than a quick error.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    /// <param name="suffering">All functions in trouble that no change of their own explains, this one among them.</param>
    /// <param name="healthy">Functions that run and are in no trouble.</param>
    public static DependencyEvidence Of(
        Suffering one, IReadOnlyCollection<Suffering> suffering, IReadOnlyCollection<DependencyReading> readings, IEnumerable<Function> healthy)
    {
        var together = suffering.Where(s => (s.Trouble.Since - one.Trouble.Since).Duration() <= Together).ToArray();
        var others = together.Where(s => s.Function.Name != one.Function.Name).Select(s => s.Function.Name).Order(StringComparer.Ordinal).ToImmutableArray();
        var bad = readings.Where(r => r.IsBad && together.Any(s => s.Function.Name == r.Function)).ToArray();
        var worst = bad
            .Where(r => r.Function == one.Function.Name)
            .OrderByDescending(r => bad.Count(other => other.Dependency == r.Dependency))
            .ThenByDescending(r => r.Badness)
            .ThenBy(r => r.Dependency, StringComparer.Ordinal)
            .FirstOrDefault();
        if (worst is not null)
            return Measured(worst, [.. bad.Where(r => r.Dependency == worst.Dependency && r.Function != worst.Function).Select(r => r.Function).Order(StringComparer.Ordinal)]);

        var places = NamedAddresses.Of(one.Function);
        foreach (var group in Groups(one, together, places))
        {
            var shared = NamedAddresses.SharedOnlyBy([.. group.Select(s => s.Function)], healthy);
            if (shared.FirstOrDefault() is { } place)
                return Shared(place, shared, [.. group.Where(s => s != one).Select(s => s.Function.Name).Order(StringComparer.Ordinal)]);
        }
        return new DependencyEvidence(null, [], others, [.. places.Order(StringComparer.Ordinal)]);
    }

    // All that suffer together, then those that share some place with this one: two outages at once are two groups.
    private static IEnumerable<Suffering[]> Groups(Suffering one, Suffering[] together, ImmutableHashSet<string> places)
    {
        if (together.Length >= 2)
            yield return together;
        foreach (var place in places.Order(StringComparer.Ordinal))
        {
            var sharing = together.Where(s => NamedAddresses.Of(s.Function).Contains(place)).ToArray();
            if (sharing.Length >= 2 && sharing.Contains(one))
                yield return sharing;
        }
    }

    private static DependencyEvidence Measured(DependencyReading reading, ImmutableArray<string> others) => new(
        Cause.Of(
            new ResourceId(ResourceKind.Dependency, reading.Dependency),
            $"{reading.Dependency} is the likely cause: by the functions' own metrics, {reading.Sentence}."),
        [
            new Evidence($"calls of {reading.Dependency}", Math.Round(reading.Calls, 1), "calls/min"),
            new Evidence($"failing calls of {reading.Dependency}", Math.Round(reading.FailureRatio * 100, 1), "%"),
            .. reading.Latency is { } now ? [new Evidence($"latency of {reading.Dependency}", Math.Round(now), "ms")] : ImmutableArray<Evidence>.Empty,
            .. reading.UsualLatency is { } usual ? [new Evidence($"usual latency of {reading.Dependency}", Math.Round(usual), "ms")] : ImmutableArray<Evidence>.Empty,
        ],
        others,
        []);

    private static DependencyEvidence Shared(string place, ImmutableArray<string> shared, ImmutableArray<string> others) => new(
        Cause.Of(
            new ResourceId(ResourceKind.Dependency, place),
            $"{string.Join(" or ", shared)} is the likely cause: {Say.List(["this function", .. others])}, in trouble since the same time, name it in their " +
            "environment, and no healthy function does."),
        [],
        others,
        []);
}

/// <summary>A function in trouble.</summary>
public sealed record Suffering(Function Function, FunctionTrouble Trouble);
