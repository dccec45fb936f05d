using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Statistics;

public class RecurrenceTests
{
    private const double Threshold = 8;

    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    private static Series Minutes(int count, Func<int, double> value) => Given.Series([.. Enumerable.Range(0, count).Select(i => (double?)value(i))]);

    [Fact]
    public void Twelve_that_come_back_every_two_minutes_are_evident_after_four_rounds()
    {
        double?[] counts = [.. Enumerable.Repeat<double?>(0, 20), 12, 0, 12, 0, 12, 0, 12];
        Assert.InRange(Recurrence.Evidence(Given.Series(counts), TwoMinutes, noise: 0), Threshold, 100);
    }

    [Fact]
    public void A_single_message_is_evident_within_an_hour() =>
        Assert.InRange(Recurrence.Evidence(Minutes(60, i => i % 3 == 0 ? 1 : 0), TimeSpan.FromMinutes(3), noise: 0), Threshold, 100);

    [Fact]
    public void Nothing_that_fails_is_no_evidence() => Assert.Equal(0, Recurrence.Evidence(Minutes(60, _ => 0), TwoMinutes, noise: 0));

    [Fact]
    public void A_burst_that_does_not_come_back_is_no_evidence() =>
        Assert.Equal(0, Recurrence.Evidence(Minutes(40, i => i == 30 ? 50 : 0), TwoMinutes, noise: 0));

    [Fact]
    public void A_step_is_no_evidence() =>
        Assert.InRange(Recurrence.Evidence(Minutes(60, i => i == 59 ? 170 : i % 7 == 0 ? 1 : 0), TimeSpan.FromMinutes(3), noise: 0), 0, Threshold);

    [Fact]
    public void What_has_stopped_coming_back_is_no_evidence_any_more() =>
        Assert.InRange(Recurrence.Evidence(Minutes(40, i => i < 34 && i % 2 == 0 ? 12 : 0), TwoMinutes, noise: 0), 0, Threshold);

    // 200 hours of failures by chance, at several rates, in bursts and on a slope. None of them passes the threshold.
    [Theory]
    [InlineData(0.2, 0.0)]
    [InlineData(2.0, 0.0)]
    [InlineData(18.0, 0.0)]
    [InlineData(18.0, 0.02)]
    [InlineData(1.0, 0.2)]
    public void Failures_by_chance_are_hardly_ever_taken_for_a_recurrence(double mean, double bursts)
    {
        var random = new Random(17);
        var passed = 0;
        for (var hour = 0; hour < 200; hour++)
        {
            var slope = random.NextDouble();
            var counts = Minutes(60, i => Poisson(random, (mean * (1 + (slope * i / 30))) + (random.NextDouble() < bursts ? 10 * mean : 0)));
            foreach (var lag in new[] { 1, 3, 6 })
                passed += Recurrence.Evidence(counts, TimeSpan.FromMinutes(lag), noise: 0) >= Threshold ? 1 : 0;
        }
        Assert.Equal(0, passed);
    }

    private static double Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), 1.0, -1);
        do
        {
            product *= random.NextDouble();
            count++;
        }
        while (product > limit);
        return count;
    }
}
