using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class StreamLagTests
{
    private const int Minutes = 30;

    private static readonly ResourceId Clicks = new(ResourceKind.Stream, "clicks");

    private static Series Each(Func<int, double?> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(value)]);

    private static Judgement Judge(
        Series age, double errors = 0, double throttles = 0, StreamReading? reading = null, TimeSpan? retention = null, double milliseconds = 2_000) =>
        StreamLag.Judge(
            new StreamSignals(
                new EventStream(Clicks, "arn:aws:kinesis:us-east-1:123456789012:stream/clicks", retention ?? TimeSpan.FromHours(24)),
                [
                    new StreamConsumer(
                        Given.Mapping("clicks", "aggregate", batchSize: 100) with { Stream = reading ?? new StreamReading(1, null, null, false, false) },
                        age,
                        Given.Signals(
                            "aggregate", Given.Constant(60, Minutes), errors: Given.Constant(errors, Minutes), throttles: Given.Constant(throttles, Minutes),
                            concurrency: Given.Constant(2, Minutes), duration: Given.Constant(milliseconds, Minutes))),
                ]),
            new StreamLagOptions());

    private static Finding Find(Judgement judgement) => Assert.IsType<Judgement.Trouble>(judgement).Finding;

    // 30 s more each minute, from minute 15 on.
    private static readonly Series HalfAsFastAsNeeded = Each(i => i < 15 ? 2 : 30 * (i - 14));

    [Fact]
    public void A_lag_that_grows_is_told_with_what_keeping_up_needs()
    {
        var finding = Find(Judge(HalfAsFastAsNeeded));
        // It grows by half a minute a minute, so that half of what arrives is worked off: twice the two executions.
        Assert.Equal(200, finding.Evidence.Single(e => e.Name == "throughput needed").Value);
        Assert.Contains("4 concurrent executions where 2 run", finding.Cause.Text, StringComparison.Ordinal);
        Assert.Equal(ResourceId.Function("aggregate"), finding.Cause.Resource);
        Assert.Contains("--parallelization-factor 2", finding.Remedies[0], StringComparison.Ordinal);
        // 450 s old, 30 s more each minute: (86,400 - 450) / 30 = 2,865 minutes.
        Assert.Contains("lost to the retention of 24 h in 47 h 45 min", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void A_shard_that_stands_still_while_the_function_fails_is_blocked()
    {
        var finding = Find(Judge(Each(i => i < 26 ? 1 : 60 * (i - 25)), errors: 2));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Contains("a batch fails again and again", finding.Summary, StringComparison.Ordinal);
        Assert.StartsWith("Either a record", finding.Cause.Text, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains("--bisect-batch-on-function-error --maximum-retry-attempts 10 --destination-config", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_configured_already_is_not_proposed() =>
        Assert.DoesNotContain(
            Find(Judge(Each(i => i < 20 ? 1 : 60 * (i - 19)), errors: 60, reading: new StreamReading(1, null, 3, true, true))).Remedies,
            r => r.Contains("update-event-source-mapping", StringComparison.Ordinal));

    [Fact]
    public void A_function_that_fails_on_everything_is_named_as_failing() =>
        Assert.StartsWith("aggregate fails", Find(Judge(Each(i => i < 20 ? 1 : 60 * (i - 19)), errors: 60)).Cause.Text, StringComparison.Ordinal);

    [Fact]
    public void A_refused_consumer_is_named_as_refused() =>
        Assert.Contains("is refused concurrency", Find(Judge(HalfAsFastAsNeeded, throttles: 10)).Cause.Text, StringComparison.Ordinal);

    [Fact]
    public void A_lag_that_falls_is_being_worked_off() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => 7_200 - (120 * i))));

    [Fact]
    public void A_lag_that_has_begun_to_fall_is_too() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => i < 26 ? 60 * i : 1_500 - (200 * (i - 25)))));

    [Fact]
    public void A_short_pause_is_no_lag() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => i switch { 26 => 60, 27 => 118, 28 => 3, _ => 1 })));

    [Fact]
    public void Less_than_a_minute_is_no_lag() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => i)));

    [Fact]
    public void A_few_long_batches_are_no_lag() => Assert.IsType<Judgement.Healthy>(Judge(Each(i => 100 + i), milliseconds: 60_000));

    [Fact]
    public void Without_points_nothing_is_known() =>
        Assert.IsType<Judgement.InsufficientData>(Judge(Each(i => i < 15 ? 60 * i : null)));

    [Fact]
    public void A_lag_at_the_maximum_record_age_loses_records_without_growing()
    {
        var reading = new StreamReading(1, TimeSpan.FromMinutes(10), null, false, false);
        Assert.Contains("are being dropped", Find(Judge(Each(i => 595 + (i % 2)), reading: reading)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Sooner_loss_is_critical() => Assert.Equal(Severity.Critical, Find(Judge(HalfAsFastAsNeeded, retention: TimeSpan.FromHours(1))).Severity);
}
