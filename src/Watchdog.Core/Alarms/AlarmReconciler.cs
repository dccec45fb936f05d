using System.Collections.Immutable;
using Watchdog.Core.Breaker;

namespace Watchdog.Core.Alarms;

/// <summary>What has to be done so that the alarms that should be there are there. Where nothing differs, nothing.</summary>
/// <param name="Updates">Alarms that are there and differ.</param>
/// <param name="Deletions">Names of alarms that nobody asks for any more.</param>
/// <param name="Waiting">Changes that a later run makes.</param>
/// <param name="BeyondLimit">Alarms that are asked for and will not be made, because there would be too many.</param>
public sealed record AlarmChanges(
    ImmutableArray<ResourceAlarm> Creations, ImmutableArray<ResourceAlarm> Updates, ImmutableArray<string> Deletions, int Waiting, int BeyondLimit);

public static class AlarmReconciler
{
    /// <summary>Alarms of a stack; 50 USD a month, and a tenth of the account's quota.</summary>
    public const int MostAlarms = 500;

    /// <summary>Alarms that one run creates or updates: CloudWatch takes three a second, and the run has other things to do.</summary>
    public const int MostPuts = 50;

    /// <summary>Alarms that one run deletes; as many as one request takes.</summary>
    public const int MostDeletions = 100;

    /// <param name="existing">Others than the stack's are passed over.</param>
    public static AlarmChanges Reconcile(AlarmPlan plan, IReadOnlyCollection<ResourceAlarm> existing, WatchdogStack stack)
    {
        var there = existing.Where(a => AlarmNames.IsOf(stack.Name, a.Name)).ToDictionary(a => a.Name, StringComparer.Ordinal);
        var left = MostAlarms - there.Keys.Count(plan.Undecided.Contains);
        // What is there comes first: another resource that asks must not take somebody's alarm away.
        var wanted = plan.Wanted
            .OrderBy(a => there.ContainsKey(a.Name) ? 0 : 1).ThenBy(a => a.Name, StringComparer.Ordinal)
            .Take(Math.Max(0, left))
            .ToDictionary(a => a.Name, StringComparer.Ordinal);
        ResourceAlarm[] updates = [.. wanted.Values.Where(a => there.TryGetValue(a.Name, out var old) && old != a)];
        ResourceAlarm[] creations = [.. wanted.Values.Where(a => !there.ContainsKey(a.Name))];
        string[] deletions = [.. there.Keys.Where(name => !wanted.ContainsKey(name) && !plan.Undecided.Contains(name)).Order(StringComparer.Ordinal)];
        return new AlarmChanges(
            [.. creations.Take(Math.Max(0, MostPuts - updates.Length))],
            [.. updates.Take(MostPuts)],
            [.. deletions.Take(MostDeletions)],
            Math.Max(0, updates.Length + creations.Length - MostPuts) + Math.Max(0, deletions.Length - MostDeletions),
            plan.Wanted.Length - wanted.Count);
    }
}
