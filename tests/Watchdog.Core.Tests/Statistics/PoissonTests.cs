using Watchdog.Core.Statistics;

namespace Watchdog.Core.Tests.Statistics;

public class PoissonTests
{
    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(1, 0.1, 0.0951625820)]
    [InlineData(3, 1, 0.0803013970)]
    [InlineData(10, 5, 0.0318280573)]
    [InlineData(5, 0.1, 7.6678e-8)]
    [InlineData(120, 100, 0.0282)]
    public void The_tail_is_the_distributions_own(double count, double mean, double expected) =>
        Assert.Equal(expected, Poisson.AtLeast(count, mean), Math.Max(1e-9, expected * 0.01));

    [Fact]
    public void A_large_mean_has_a_tail_as_well()
    {
        Assert.Equal(1, Poisson.AtLeast(9_000, 10_000));
        Assert.True(Poisson.AtLeast(10_100, 10_000) > 0.1);
        Assert.True(Poisson.AtLeast(11_000, 10_000) < 1e-12);
    }

    [Fact]
    public void Nothing_expected_and_something_seen_is_impossible() => Assert.Equal(0, Poisson.AtLeast(1, 0));
}
