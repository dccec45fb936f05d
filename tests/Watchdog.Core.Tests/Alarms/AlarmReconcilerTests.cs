using System.Collections.Frozen;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Alarms;

public class AlarmReconcilerTests
{
    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");

    private static ResourceAlarm Alarm(string function, double threshold = 0, string metric = "Errors") => new(
        AlarmNames.Of(Stack, ResourceId.Function(function), metric), ResourceId.Function(function), "It fails.", LambdaMetrics.Errors(function),
        TimeSpan.FromMinutes(1), threshold, 3, 2);

    private static AlarmPlan Plan(params ResourceAlarm[] wanted) => new([.. wanted], FrozenSet<string>.Empty);

    private static AlarmChanges Reconcile(AlarmPlan plan, params ResourceAlarm[] existing) => AlarmReconciler.Reconcile(plan, existing, Stack);

    [Fact]
    public void What_is_missing_is_created_what_differs_is_updated_and_what_nobody_wants_is_deleted()
    {
        var changes = Reconcile(Plan(Alarm("a"), Alarm("b", 1), Alarm("c")), Alarm("b"), Alarm("c"), Alarm("d"));
        Assert.Equal([Alarm("a")], changes.Creations);
        Assert.Equal([Alarm("b", 1)], changes.Updates);
        Assert.Equal([Alarm("d").Name], changes.Deletions);
        Assert.Equal((0, 0), (changes.Waiting, changes.BeyondLimit));
    }

    public static TheoryData<ResourceAlarm> Differing =>
    [
        Alarm("a") with { Description = "It failed." },
        Alarm("a") with { Query = LambdaMetrics.Throttles("a") },
        Alarm("a") with { Query = LambdaMetrics.Errors("b") },
        Alarm("a") with { Period = TimeSpan.FromMinutes(5) },
        Alarm("a") with { Threshold = 0.5 },
        Alarm("a") with { Periods = 4 },
        Alarm("a") with { Breaching = 1 },
        Alarm("a") with { IsAltered = true },
    ];

    [Theory]
    [MemberData(nameof(Differing))]
    public void Whatever_was_changed_by_hand_is_put_right(ResourceAlarm changed) => Assert.Equal([Alarm("a")], Reconcile(Plan(Alarm("a")), changed).Updates);

    [Fact]
    public void An_alarm_of_which_it_is_not_known_whether_it_should_be_stays_as_it_is()
    {
        var plan = Plan() with { Undecided = new[] { Alarm("a", metric: "ConcurrentExecutions").Name }.ToFrozenSet() };
        var changes = Reconcile(plan, Alarm("a", 5, "ConcurrentExecutions"), Alarm("a"));
        Assert.Equal([Alarm("a").Name], changes.Deletions);
        Assert.Empty(changes.Updates);
    }

    [Fact]
    public void A_run_writes_so_many_and_puts_right_before_it_adds()
    {
        var wanted = Enumerable.Range(0, 130).Select(i => Alarm($"f{i:000}")).ToArray();
        var changes = Reconcile(Plan(wanted), [.. wanted[100..].Select(a => a with { Threshold = 1 }), .. Enumerable.Range(0, 120).Select(i => Alarm($"old{i}"))]);
        Assert.Equal((30, 20, 100), (changes.Updates.Length, changes.Creations.Length, changes.Deletions.Length));
        Assert.Equal(80 + 20, changes.Waiting);
    }

    [Fact]
    public void At_the_limit_those_that_are_there_stay_and_others_have_to_wait()
    {
        var there = Enumerable.Range(0, 499).Select(i => Alarm($"m{i:000}")).ToArray();
        var changes = Reconcile(Plan([Alarm("a"), Alarm("b"), Alarm("c"), .. there]), there);
        Assert.Equal([Alarm("a")], changes.Creations);
        Assert.Empty(changes.Deletions);
        Assert.Equal(2, changes.BeyondLimit);
    }

    [Fact]
    public void What_is_undecided_takes_room_too()
    {
        var plan = Plan([.. Enumerable.Range(0, 500).Select(i => Alarm($"m{i:000}"))]) with
        {
            Undecided = new[] { Alarm("a", metric: "ConcurrentExecutions").Name, Alarm("b", metric: "ConcurrentExecutions").Name }.ToFrozenSet(),
        };
        Assert.Equal(1, Reconcile(plan, Alarm("a", metric: "ConcurrentExecutions")).BeyondLimit);
    }
}
