using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Benchmarks.Breaker.Playing;
using Watchdog.Benchmarks.Breaker.Rendering;
using Watchdog.Benchmarks.Breaker.Scoring;

namespace Watchdog.Benchmarks.Tests.Breaker;

public sealed class BreakerChecksTests
{
    [Theory]
    [InlineData(nameof(LoopFamily.Queue), 3.0, 6.0, true)]
    [InlineData(nameof(LoopFamily.TwoFunctions), 3.0, 6.0, true)]
    [InlineData(nameof(LoopFamily.DeadLetter), 3.0, 6.0, true)]
    [InlineData(nameof(LoopFamily.Queue), 3.1, 6.0, false)]
    [InlineData(nameof(LoopFamily.Queue), 3.0, 6.1, false)]
    [InlineData(nameof(LoopFamily.Table), 4.0, 9.0, true)]
    [InlineData(nameof(LoopFamily.Topic), 4.0, 9.1, false)]
    [InlineData(nameof(LoopFamily.Bucket), null, null, false)]
    [InlineData(nameof(LoopFamily.Kinesis), 2.0, null, false)]
    public void Queues_have_three_and_six_minutes_and_all_else_four_and_nine(string family, double? contained, double? opened, bool holds) =>
        Assert.Equal(holds, Hold(Results(loops: [Loop(Enum.Parse<LoopFamily>(family), contained, opened)])));

    [Fact]
    public void A_circuit_off_the_loop_or_before_it_fails() =>
        Assert.False(Hold(Results(loops: [Loop(LoopFamily.Queue, 2, 4, "other at minute 72")])));

    [Fact]
    public void One_open_circuit_of_organic_traffic_fails()
    {
        Assert.True(Hold(Results(organic: [Organic(opened: [])])));
        Assert.False(Hold(Results(organic: [Organic(opened: []), Organic(opened: ["process-order at minute 75"])])));
    }

    [Fact]
    public void The_same_level_of_traffic_is_contained_only_once()
    {
        Assert.True(Hold(Results(organic: [Organic(opened: [], mostAtOneLevel: 1)])));
        Assert.False(Hold(Results(organic: [Organic(opened: [], mostAtOneLevel: 2)])));
    }

    [Fact]
    public void The_whole_benchmark_has_two_hundred_organic_runs()
    {
        var one = Results(organic: [Organic(opened: [])]);

        Assert.False(Hold(one with { IsWhole = true }));
        Assert.True(Hold(one with { IsWhole = true, Organic = [.. Enumerable.Repeat(one.Organic[0], 200)] }));
    }

    [Theory]
    [InlineData(nameof(OrganicSource.Queue), 6.0, true)]
    [InlineData(nameof(OrganicSource.Queue), 7.0, false)]
    [InlineData(nameof(OrganicSource.Topic), 9.0, true)]
    [InlineData(nameof(OrganicSource.Topic), null, false)]
    public void A_loop_amid_organic_traffic_has_the_time_of_its_source(string source, double? opened, bool holds) =>
        Assert.Equal(holds, Hold(Results(injected: [new(new OrganicTraffic(OrganicFamily.Ramp, Enum.Parse<OrganicSource>(source), 0, 2), Reaction(opened, opened))])));

    [Fact]
    public void What_was_not_played_is_not_said_to_hold() => Assert.Empty(BreakerChecks.Of(Results()));

    [Fact]
    public void The_document_has_a_line_for_every_loop_and_says_what_does_not_hold()
    {
        var results = Results(loops: [Loop(LoopFamily.Queue, 2, 4), Loop(LoopFamily.Table, 3, null)], organic: [Organic(opened: [])]);
        var text = BreakerReport.Markdown(results, BreakerChecks.Of(results));

        Assert.Contains("| queue | 1 | 1 | 2 (3) | 1 | 4 (6) | 1,000 | 50,000 | 20,000 |", text);
        Assert.Contains("| table | 1 | 1 | 3 (4) | 0 | never (9) | 1,000 | 50,000 | not seen |", text);
        Assert.Contains("| queue | idle | 1s | 2 | 2 | 4 | 1,000 | 50,000 | 20,000 |", text);
        Assert.Contains("- Does not hold (1): every loop is open within 6 minutes", text);
        Assert.Contains("- Holds: no circuit is opened in 1 runs of organic traffic", text);
    }

    [Fact]
    public void One_that_never_was_is_the_worst()
    {
        Assert.Equal(TimeSpan.FromMinutes(3), LoopSummary.Worst([TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)]));
        Assert.Null(LoopSummary.Worst([TimeSpan.FromMinutes(2), null]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, 500.0)]
    [InlineData(2, 500.0, 900.0)]
    [InlineData(1, 500.0, 1000.0, 2500.0)]
    [InlineData(2, 5000.0, 100.0, 9000.0)]
    public void A_level_reaches_up_to_twice_its_lowest_rate(int most, params double[] rates) => Assert.Equal(most, TrafficLevels.MostAtOne(rates));

    private static bool Hold(BreakerResults results) => BreakerChecks.Of(results).All(c => c.Holds);

    private static BreakerResults Results(LoopRun[]? loops = null, OrganicRun[]? organic = null, InjectedRun[]? injected = null) =>
        new("confirm", IsWhole: false, loops ?? [], organic ?? [], injected ?? []);

    private static LoopRun Loop(LoopFamily family, double? contained, double? opened, params string[] falseTrips) => new(
        new Loop(family, Busy: false, TimeSpan.FromSeconds(1), Gain: 2), 1, Reaction(contained, opened, falseTrips), 1000, 50_000, family.IsSeenByAws() ? 20_000 : null);

    private static OrganicRun Organic(string[] opened, int mostAtOneLevel = 0) =>
        new(new OrganicTraffic(OrganicFamily.Step30, OrganicSource.Queue, 0), opened, mostAtOneLevel, mostAtOneLevel, null, "contain 73");

    private static Reaction Reaction(double? contained, double? opened, params string[] falseTrips) => new(Minutes(contained), Minutes(opened), falseTrips, "contain 2");

    private static TimeSpan? Minutes(double? minutes) => minutes is { } m ? TimeSpan.FromMinutes(m) : null;
}
