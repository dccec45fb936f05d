using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class TrafficTests
{
    private static double[] Sent(string rate, int minutes)
    {
        var play = new Play(Yaml.Of(rate, mapping: "enabled: false")).Minutes(minutes);
        return [.. Enumerable.Range(0, minutes).Select(m => play.Sqs("NumberOfMessagesSent", "Sum", m) ?? 0)];
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(3)]
    [InlineData(9.9)]
    [InlineData(10.1)]
    [InlineData(500)]
    public void Arrivals_are_Poisson_with_the_mean_and_variance_of_the_rate(double perSecond)
    {
        var sent = Sent($"rate: {perSecond}/s", 400);
        var expected = perSecond * 60;
        var mean = sent.Average();
        var variance = sent.Sum(s => (s - mean) * (s - mean)) / (sent.Length - 1);

        Assert.InRange(mean, expected - 4 * Math.Sqrt(expected / 400), expected + 4 * Math.Sqrt(expected / 400));
        Assert.InRange(variance / expected, 0.7, 1.35);
    }

    [Fact]
    public void Exact_traffic_is_exact_also_below_one_a_second() =>
        Assert.All(Sent("rate: 6/m, exact: true", 20), sent => Assert.Equal(6, sent));

    [Fact]
    public void Steps_jump_and_nothing_arrives_before_the_first() =>
        Assert.Equal([0, 60, 600, 600], Sent("rate: [ { at: 1m, rate: 1/s }, { at: 2m, rate: 10/s } ], exact: true", 4));

    [Fact]
    public void A_ramp_goes_in_a_straight_line()
    {
        var sent = Sent("rate: [ { at: 0m, rate: 0/s }, { at: 10m, rate: 100/s } ], ramp: true, exact: true", 12);

        for (var minute = 0; minute < 10; minute++) Assert.InRange(sent[minute], 60 * (10 * minute + 5) - 60, 60 * (10 * minute + 5) + 1);
        Assert.InRange(sent[11], 5999, 6000);
    }
}
