using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class ThresholdsTests
{
    [Fact]
    public void The_default_share_of_refused_requests_gives_the_default_options() => Assert.Equal(new ThrottledOptions(), ThrottledOptions.From(0.05));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.75)]
    [InlineData(1)]
    public void No_other_way_to_be_throttled_is_easier_than_the_share_that_was_asked_for(double share)
    {
        var options = ThrottledOptions.From(share).Validated();
        Assert.True(options.SevereRatio >= share && options.RareRatio >= share);
        Assert.Equal(0.6 * share, options.LastingRatio);
    }

    [Fact]
    public void What_is_out_of_its_range_is_refused_by_name()
    {
        Refused("MinimumRatio must be from 0.01 to 1", Thresholds.Default with { Throttled = ThrottledOptions.From(0) });
        Refused("WarnShare must be from 0 to 0.9", Thresholds.Default with { ConcurrencyExhaustion = new() { WarnShare = 0.95 } });
        Refused("MinimumBacklog must be from 1 to 1000000", Thresholds.Default with { Backpressure = new() { MinimumBacklog = 0 } });
        Refused("Floor must be from 1 to 1000000", Thresholds.Default with { Spike = new SpikeOptions { Floor = double.NaN } });
        Refused("TripsPerHour must be from 1 to 100", Thresholds.Default with { BreakerPolicy = new() { TripsPerHour = 0 } });
        Refused("RepeatAfter in hours must be from 1 to 168", Thresholds.Default with { RepeatAfter = TimeSpan.Zero });
        Assert.Same(Thresholds.Default, Thresholds.Default.Validated());
    }

    private static void Refused(string because, Thresholds thresholds) =>
        Assert.Contains(because, Assert.Throws<ArgumentOutOfRangeException>(thresholds.Validated).Message, StringComparison.Ordinal);
}
