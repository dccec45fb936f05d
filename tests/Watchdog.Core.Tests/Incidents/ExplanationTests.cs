using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Incidents;

public class ExplanationTests
{
    private const string Queues = "QueueWatcher";
    private const string Functions = "FunctionWatcher";

    private static readonly ResourceId Work = ResourceId.Queue("work");
    private static readonly ResourceId Orders = ResourceId.Function("orders");
    private static readonly ResourceId Billing = ResourceId.Function("billing");
    private static readonly ResourceId Payments = new(ResourceKind.Dependency, "payments");

    private static Incident Firing(Symptom symptom, ResourceId resource, Cause? cause = null, int at = 0) =>
        Given.Firing(symptom, resource, Functions, cause) with { FiredAt = Given.AtMinute(at) };

    [Fact]
    public void Functions_that_call_one_dependency_are_one_incident_and_the_first_stands_for_all()
    {
        var first = Firing(Symptom.DownstreamUnavailable, Orders, Cause.Of(Payments, "test"), at: 3);
        var second = Firing(Symptom.DownstreamUnavailable, Billing, Cause.Of(Payments, "test"), at: 4);
        Assert.Equal(first, Explanation.ParentOf(second, [first, second]));
        Assert.Null(Explanation.ParentOf(first, [first, second]));
        Assert.Equal([second], Explanation.EffectsOf(first, [second, first]));
    }

    [Fact]
    public void Functions_that_fail_for_causes_of_their_own_are_told_apart()
    {
        var first = Firing(Symptom.Throttled, Orders, Cause.Limit(Cause.ReservedConcurrency, "test"));
        var second = Firing(Symptom.Throttled, Billing, Cause.Limit(Cause.ReservedConcurrency, "test"));
        Assert.Null(Explanation.ParentOf(second, [first, second]));
        Assert.Null(Explanation.ParentOf(first, [first, second]));
    }

    [Fact]
    public void Functions_refused_by_one_pool_are_one_incident()
    {
        var first = Firing(Symptom.Throttled, Billing, Cause.Limit(Cause.AccountConcurrency, "test"));
        var second = Firing(Symptom.Throttled, Orders, Cause.Limit(Cause.AccountConcurrency, "test"));
        Assert.Equal(first, Explanation.ParentOf(second, [second, first]));
    }

    [Fact]
    public void The_pool_that_runs_out_explains_who_is_refused_by_it_whether_or_not_a_hog_is_named()
    {
        var pool = Firing(Symptom.ConcurrencyExhaustion, new ResourceId(ResourceKind.Account, "account"));
        Assert.Equal(pool, Explanation.ParentOf(Firing(Symptom.Throttled, Orders, Cause.Limit(Cause.AccountConcurrency, "test")), [pool]));
        Assert.Equal(pool, Explanation.ParentOf(Firing(Symptom.Throttled, Orders, Cause.Of(Billing, "test")), [pool]));
        Assert.Null(Explanation.ParentOf(Firing(Symptom.Throttled, Orders, Cause.Limit(Cause.ReservedConcurrency, "test")), [pool]));
    }

    [Fact]
    public void A_dead_letter_queue_that_fills_is_an_effect_of_the_stall_of_the_same_consumer()
    {
        var stall = Firing(Symptom.ErrorStall, Work, Cause.Of(Orders, "test"));
        var dead = Firing(Symptom.DeadLetters, ResourceId.Queue("work-dlq"), Cause.Of(Orders, "test"));
        Assert.Equal(stall, Explanation.ParentOf(dead, [stall, dead]));
        Assert.Null(Explanation.ParentOf(stall, [stall, dead]));
    }

    [Fact]
    public void A_loop_in_the_code_explains_that_its_function_stalls_and_is_throttled()
    {
        var loop = Firing(Symptom.InFunctionLoop, Orders);
        var stall = Firing(Symptom.ErrorStall, Work, Cause.Of(Orders, "test"));
        var throttled = Firing(Symptom.Throttled, Orders, Cause.Limit(Cause.AccountConcurrency, "test"));
        Assert.Equal([stall.Key, throttled.Key], Explanation.EffectsOf(loop, [stall, throttled, loop]).Select(i => i.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_queues_that_one_slow_function_reads_are_one_incident()
    {
        var first = Firing(Symptom.Backpressure, ResourceId.Queue("a"), Cause.Of(Orders, "test"));
        var second = Firing(Symptom.Backpressure, ResourceId.Queue("b"), Cause.Of(Orders, "test"));
        Assert.Equal(first, Explanation.ParentOf(second, [first, second]));
    }

    [Fact]
    public void Nobody_explains_itself_and_what_is_over_explains_nothing()
    {
        var stall = Firing(Symptom.ErrorStall, Work, Cause.Of(Orders, "test"));
        var over = Firing(Symptom.InFunctionLoop, Orders) with { State = IncidentState.Resolved };
        Assert.Null(Explanation.ParentOf(stall, [stall, over]));
    }

    [Fact]
    public void No_set_of_incidents_explains_itself_in_a_circle()
    {
        ResourceId[] resources = [Orders, Billing, Work, ResourceId.Queue("work-dlq")];
        Cause[] causes = [Cause.Of(Orders, "t"), Cause.Of(Billing, "t"), Cause.Of(Payments, "t"), Cause.Limit(Cause.AccountConcurrency, "t")];
        var all = (from symptom in Enum.GetValues<Symptom>() from resource in resources from cause in causes where cause.Resource != resource
                   select Firing(symptom, resource, cause)).DistinctBy(i => (i.Key, i.Finding.Cause.Id)).ToArray();
        foreach (var incident in all)
        {
            // Up from each incident through its parents: it must end before it has met more than there are.
            var steps = 0;
            for (var at = incident; at is not null; at = Explanation.ParentOf(at, all.Where(i => i.Finding.Symptom != Symptom.Throttled)))
                Assert.True(++steps <= all.Length, $"{incident.Key} leads into a circle");
        }
    }
}
