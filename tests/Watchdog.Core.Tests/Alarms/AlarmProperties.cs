using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Alarms;

/// <summary>Whatever is wanted and whatever is there: it converges, it rests, and it keeps its hands off the rest.</summary>
public class AlarmProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260105, 1);

    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");

    private static readonly string[] Foreign =
        ["orders-errors", "watchdog-QueueWatcher-silent", "watchdog-resource-resource-function-f1-Errors", "watchdog2-resource-function-f1-Errors", "watchdog-resource-mine"];

    /// <summary>Of few functions, so that the same ones are wanted, there and undecided.</summary>
    private static Gen<ResourceAlarm> AnAlarm =>
        from function in Gen.Choose(0, 150)
        from threshold in Gen.Choose(0, 2)
        from altered in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        let id = ResourceId.Function($"f{function}")
        select new ResourceAlarm(AlarmNames.Of(Stack, id, "Errors"), id, "It fails.", LambdaMetrics.Errors(id.Name), TimeSpan.FromMinutes(1), threshold, 3, 2)
        {
            IsAltered = altered,
        };

    private static Gen<ResourceAlarm> AForeignAlarm => from alarm in AnAlarm from name in Gen.Elements(Foreign) select alarm with { Name = name };

    private static Gen<(AlarmPlan Plan, ResourceAlarm[] There)> Situations =>
        from wanted in AnAlarm.ListOf()
        from undecided in AnAlarm.ListOf(5)
        from there in AnAlarm.ListOf()
        from foreign in AForeignAlarm.ListOf(3)
        let names = undecided.Select(a => a.Name).ToFrozenSet()
        select (
            new AlarmPlan([.. wanted.Select(a => a with { IsAltered = false }).DistinctBy(a => a.Name).Where(a => !names.Contains(a.Name))], names),
            there.Concat(foreign).DistinctBy(a => a.Name).ToArray());

    private static ResourceAlarm[] Apply(AlarmChanges changes, ResourceAlarm[] there)
    {
        var after = there.ToDictionary(a => a.Name);
        foreach (var name in changes.Deletions)
            after.Remove(name);
        foreach (var alarm in changes.Updates.Concat(changes.Creations))
            after[alarm.Name] = alarm;
        return [.. after.Values];
    }

    private static bool Rests(AlarmChanges changes) => changes is { Creations.Length: 0, Updates.Length: 0, Deletions.Length: 0, Waiting: 0 };

    [Fact]
    public void Some_runs_later_what_is_wanted_is_there_and_nothing_is_left_to_do() =>
        Prop.ForAll(Situations.ToArbitrary(), situation =>
        {
            var there = situation.There;
            for (var run = 0; run < 10; run++)
                there = Apply(AlarmReconciler.Reconcile(situation.Plan, there, Stack), there);
            var ours = there.Where(a => AlarmNames.IsOf(Stack.Name, a.Name) && !situation.Plan.Undecided.Contains(a.Name));
            return Rests(AlarmReconciler.Reconcile(situation.Plan, there, Stack)) && ours.ToHashSet().SetEquals(situation.Plan.Wanted);
        }).Check(Seeded);

    [Fact]
    public void Alarms_of_others_and_undecided_ones_are_never_touched() =>
        Prop.ForAll(Situations.ToArbitrary(), situation =>
        {
            var changes = AlarmReconciler.Reconcile(situation.Plan, situation.There, Stack);
            var touched = changes.Deletions.Concat(changes.Updates.Select(a => a.Name)).Concat(changes.Creations.Select(a => a.Name)).ToArray();
            return !touched.Intersect(Foreign).Any() && !touched.Intersect(situation.Plan.Undecided).Any();
        }).Check(Seeded);

    [Fact]
    public void A_run_is_bounded_and_writes_each_name_once() =>
        Prop.ForAll(Situations.ToArbitrary(), situation =>
        {
            var changes = AlarmReconciler.Reconcile(situation.Plan, situation.There, Stack);
            string[] touched = [.. changes.Deletions, .. changes.Updates.Select(a => a.Name), .. changes.Creations.Select(a => a.Name)];
            return changes.Updates.Length + changes.Creations.Length <= AlarmReconciler.MostPuts
                && changes.Deletions.Length <= AlarmReconciler.MostDeletions
                && touched.Distinct().Count() == touched.Length;
        }).Check(Seeded);
}
