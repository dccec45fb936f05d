using Watchdog.Benchmarks.ColdStart;

namespace Watchdog.Benchmarks.Tests.ColdStart;

public sealed class ColdStartResultsTests
{
    [Fact]
    public void Ratios_are_of_medians_so_that_one_bad_start_decides_nothing()
    {
        var results = Results((Contestant.Native, [10, 12, 400]), (Contestant.Jit, [90, 120, 130]));

        Assert.Equal(12, results.Median(Contestant.Native, FirstPoll));
        Assert.Equal(10, results.Ratio(Contestant.Jit, FirstPoll));
        Assert.Equal(400, results.Of(Contestant.Native, FirstPoll)[^1]);
        Assert.Equal(3, results.Repetitions);
    }

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.Equal(15, Results((Contestant.Native, [30, 10, 20, 1])).Median(Contestant.Native, FirstPoll));

    [Fact]
    public void The_claim_holds_only_when_it_does_so_against_both()
    {
        Assert.True(Results((Contestant.Native, [10]), (Contestant.Jit, [50]), (Contestant.Boto3, [90])).Check.Holds);

        var check = Results((Contestant.Native, [10]), (Contestant.Jit, [90]), (Contestant.Boto3, [49])).Check;

        Assert.False(check.Holds);
        Assert.Equal(["boto3 script: 4.9 times the native one"], check.Details);
    }

    private static ColdStartResults Results(params (string Contestant, int[] Milliseconds)[] starts) => new(
        [.. starts.SelectMany(s => s.Milliseconds.Select(ms => new ColdStartTimes(s.Contestant, TimeSpan.FromMilliseconds(ms), TimeSpan.FromSeconds(1), 30)))],
        12, null, 18_000_000);

    private static double FirstPoll(ColdStartTimes start) => start.FirstPoll.TotalMilliseconds;
}
