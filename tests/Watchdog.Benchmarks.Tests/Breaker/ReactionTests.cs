using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Cli.Expectations;

namespace Watchdog.Benchmarks.Tests.Breaker;

public sealed class ReactionTests
{
    private static readonly TimeSpan Onset = TimeSpan.FromMinutes(70);

    [Fact]
    public void Times_count_from_the_onset()
    {
        var reaction = Of((72, "contain", "f"), (75, "trip", "f"));

        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)), (reaction.Contained, reaction.Opened));
        Assert.Empty(reaction.False);
    }

    [Fact]
    public void An_open_circuit_contains_as_well() => Assert.Equal(TimeSpan.FromMinutes(4), Of((74, "trip", "f")).Contained);

    [Fact]
    public void Of_several_functions_the_first_one_counts()
    {
        var reaction = Of((73, "contain", "g"), (74, "contain", "f"), (77, "trip", "f"), (78, "trip", "g"));

        Assert.Equal((TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(7)), (reaction.Contained, reaction.Opened));
    }

    [Fact]
    public void Nothing_done_is_no_time()
    {
        var reaction = Of();

        Assert.Null(reaction.Contained);
        Assert.Null(reaction.Opened);
        Assert.Equal("nothing done", reaction.Course);
    }

    [Fact]
    public void The_course_has_all_that_was_done_to_the_loops_functions() =>
        Assert.Equal("contain -10, release -7, contain 2, trip 5", Of((60, "contain", "f"), (63, "release", "f"), (72, "contain", "f"), (74, "contain", "other"), (75, "trip", "f")).Course);

    [Fact]
    public void A_function_that_is_contained_already_is_so_from_the_onset_on()
    {
        Assert.Equal(TimeSpan.Zero, Of((68, "contain", "f")).Contained);
        Assert.Null(Of((60, "contain", "f"), (63, "release", "f")).Contained);
    }

    [Fact]
    public void A_circuit_that_was_open_before_or_is_off_the_loop_is_false()
    {
        Assert.Equal(["f at minute 68"], Of((68, "trip", "f")).False);
        Assert.Equal(["other at minute 72"], Of((72, "trip", "other")).False);
        Assert.Null(Of((72, "trip", "other")).Opened);
    }

    private static Reaction Of(params (int Minute, string Action, string Function)[] actions) => Reaction.Of(
        [.. actions.Select(a => new ObservedAction(TimeSpan.FromMinutes(a.Minute), a.Action, a.Function, "RecursionWatcher", "…"))], ["f", "g"], Onset);
}
