using Watchdog.Core.Detection;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class RareFailuresTests
{
    private static readonly RareFailureOptions Options = new();

    private static IReadOnlyList<HourlyPoint> Hours(params (int Hour, double Value)[] points) =>
        [.. points.Select(p => new HourlyPoint(Given.Start.AddHours(p.Hour), p.Value))];

    private static Judgement Judge(IReadOnlyList<HourlyPoint> invocations, IReadOnlyList<HourlyPoint> errors, int? modifiedHour = null) =>
        RareFailures.Judge(Given.Function("report", modifiedHour is { } hour ? Given.Start.AddHours(hour) : null), invocations, errors, Options);

    [Fact]
    public void Five_a_day_that_all_fail_are_found()
    {
        var calls = Hours((0, 1), (5, 1), (10, 1), (15, 1));
        var finding = Assert.IsType<Judgement.Trouble>(Judge(calls, calls)).Finding;
        Assert.Equal((Symptom.ErrorStall, Given.Start), (finding.Symptom, finding.Since));
        Assert.Contains("All of the last 4 invocations", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_count_from_the_last_success_on()
    {
        var finding = Assert.IsType<Judgement.Trouble>(Judge(
            Hours((0, 2), (5, 1), (10, 1), (15, 1), (20, 1)), Hours((0, 1), (5, 1), (10, 1), (15, 1), (20, 1)), modifiedHour: 3)).Finding;
        Assert.Equal(Given.Start.AddHours(5), finding.Since);
        Assert.Contains("was changed at", finding.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_failures_are_enough_when_a_change_came_just_before_the_first()
    {
        var calls = Hours((0, 1), (5, 1), (10, 1), (15, 1));
        var errors = Hours((5, 1), (10, 1), (15, 1));
        Assert.IsType<Judgement.InsufficientData>(Judge(calls, errors));
        Assert.IsType<Judgement.Trouble>(Judge(calls, errors, modifiedHour: 4));
    }

    [Fact]
    public void One_success_in_the_newest_hour_is_healthy() =>
        Assert.IsType<Judgement.Healthy>(Judge(Hours((0, 1), (5, 1), (10, 1), (15, 2)), Hours((0, 1), (5, 1), (10, 1), (15, 1))));

    [Fact]
    public void One_event_that_is_tried_again_is_one_failure()
    {
        var calls = Hours((5, 3), (10, 3));
        Assert.IsType<Judgement.InsufficientData>(Judge(calls, calls));
    }

    [Fact]
    public void A_function_that_was_not_called_is_not_healthy() => Assert.IsType<Judgement.InsufficientData>(Judge([], []));
}
