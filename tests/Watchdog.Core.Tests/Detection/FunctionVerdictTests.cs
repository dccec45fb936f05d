using Watchdog.Core.Detection;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class FunctionVerdictTests
{
    // trouble, change, invoked by, dependency seen -> symptom
    [Theory]
    [InlineData(TroubleKind.TimesOut, CodeChange.JustBefore, InvokedBy.Callers, false, Symptom.InFunctionLoop)]
    [InlineData(TroubleKind.TimesOut, CodeChange.JustBefore, InvokedBy.Queue, false, Symptom.InFunctionLoop)]
    [InlineData(TroubleKind.TimesOut, CodeChange.NoneInView, InvokedBy.Callers, false, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.TimesOut, CodeChange.NoneInView, InvokedBy.Queue, false, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Fails, CodeChange.JustBefore, InvokedBy.Callers, false, Symptom.ErrorStall)]
    [InlineData(TroubleKind.Fails, CodeChange.JustBefore, InvokedBy.Queue, false, null)]
    [InlineData(TroubleKind.Fails, CodeChange.NoneInView, InvokedBy.Callers, false, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Fails, CodeChange.NoneInView, InvokedBy.Queue, false, null)]
    [InlineData(TroubleKind.Fails, CodeChange.NoneInView, InvokedBy.Queue, true, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Fails, CodeChange.NoneInView, InvokedBy.Stream, false, null)]
    [InlineData(TroubleKind.Fails, CodeChange.NoneInView, InvokedBy.Stream, true, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Slow, CodeChange.JustBefore, InvokedBy.Callers, false, null)]
    [InlineData(TroubleKind.Slow, CodeChange.NoneInView, InvokedBy.Callers, false, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Slow, CodeChange.NoneInView, InvokedBy.Queue, false, Symptom.DownstreamUnavailable)]
    [InlineData(TroubleKind.Slow, CodeChange.NoneInView, InvokedBy.Stream, false, null)]
    [InlineData(TroubleKind.TimesOut, CodeChange.JustNow, InvokedBy.Callers, true, null)]
    public void The_same_numbers_are_told_apart_by_what_else_is_known(
        TroubleKind kind, CodeChange change, InvokedBy invokedBy, bool isDependencySeen, Symptom? expected) =>
        Assert.Equal(expected, FunctionVerdict.Of(GivenHistory.Trouble(kind), change, invokedBy, isDependencySeen, told: null));

    [Fact]
    public void A_queues_consumer_that_fails_and_is_slow_waits_for_something() => Assert.Equal(
        Symptom.DownstreamUnavailable,
        FunctionVerdict.Of(GivenHistory.Trouble(TroubleKind.Fails, slow: true), CodeChange.NoneInView, InvokedBy.Queue, false, null));

    [Fact]
    public void What_never_worked_has_not_become_unavailable() => Assert.Equal(
        Symptom.ErrorStall,
        FunctionVerdict.Of(GivenHistory.Trouble(TroubleKind.Fails, lastSuccess: null), CodeChange.NoneInView, InvokedBy.Callers, false, null));

    [Fact]
    public void Trouble_that_is_told_keeps_its_name_when_somebody_deploys() => Assert.Equal(
        Symptom.InFunctionLoop,
        FunctionVerdict.Of(GivenHistory.Trouble(TroubleKind.TimesOut), CodeChange.NoneInView, InvokedBy.Callers, false, Symptom.InFunctionLoop));

    [Fact]
    public void A_stall_that_was_told_is_over_when_only_a_few_still_fail() => Assert.Null(
        FunctionVerdict.Of(GivenHistory.Trouble(TroubleKind.Fails, errors: 5), CodeChange.NoneInView, InvokedBy.Callers, false, Symptom.ErrorStall));

    [Theory]
    [InlineData(-600, CodeChange.NoneInView)]    // the last success came after it
    [InlineData(110, CodeChange.JustBefore)]
    [InlineData(120, CodeChange.JustBefore)]
    [InlineData(125, CodeChange.JustNow)]
    [InlineData(122, CodeChange.NoneInView)]     // after the onset, and the trouble has outlived it by more than ten minutes
    public void A_change_is_placed_before_or_after_the_trouble(int modified, CodeChange expected) => Assert.Equal(
        expected,
        CodeChanges.Relate(
            Given.Function("orders", Given.AtMinute(modified)), GivenHistory.Trouble(TroubleKind.TimesOut), Given.AtMinute(0), Given.AtMinute(134)));

    [Fact]
    public void A_change_an_hour_before_counts_when_nothing_has_succeeded_since() => Assert.Equal(
        CodeChange.JustBefore,
        CodeChanges.Relate(
            Given.Function("orders", Given.AtMinute(60)), GivenHistory.Trouble(TroubleKind.TimesOut, lastSuccess: 50), Given.AtMinute(0), Given.AtMinute(130)));
}
