using Watchdog.Cli.Staging;
using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Staging;

public sealed class LoopSpansTests
{
    [Fact]
    public void A_loop_lasts_to_the_end_of_the_simulation()
    {
        Assert.Equal([new LoopSpan("f", A.Minutes(12), A.Minutes(40))], LoopSpans.Of([new WritesChange("f", A.Minutes(12), true)], A.Minutes(40)));
    }

    [Fact]
    public void A_change_that_takes_the_writes_out_ends_it()
    {
        var changes = new[] { new WritesChange("f", A.Minutes(30), false), new WritesChange("f", A.Minutes(12), true) };
        Assert.Equal([new LoopSpan("f", A.Minutes(12), A.Minutes(30))], LoopSpans.Of(changes, A.Minutes(40)));
    }

    [Fact]
    public void A_change_of_the_gain_does_not_begin_it_anew()
    {
        var changes = new[] { new WritesChange("f", A.Minutes(12), true), new WritesChange("f", A.Minutes(15), true) };
        Assert.Equal([new LoopSpan("f", A.Minutes(12), A.Minutes(40))], LoopSpans.Of(changes, A.Minutes(40)));
    }

    [Fact]
    public void Each_function_has_its_own()
    {
        var changes = new[] { new WritesChange("g", A.Minutes(2), true), new WritesChange("f", A.Minutes(3), true), new WritesChange("g", A.Minutes(4), false) };
        Assert.Equal(
            [new LoopSpan("f", A.Minutes(3), A.Minutes(40)), new LoopSpan("g", A.Minutes(2), A.Minutes(4))], LoopSpans.Of(changes, A.Minutes(40)));
    }

    [Fact]
    public void What_would_come_after_the_end_has_not_happened()
    {
        Assert.Empty(LoopSpans.Of([new WritesChange("f", A.Minutes(50), true)], A.Minutes(40)));
        Assert.Empty(LoopSpans.Of([], A.Minutes(40)));
    }
}
