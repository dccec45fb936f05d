using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class ConfigurationNoticesTests
{
    private static readonly RedrivePolicy ToDeadLetters = new(Given.Queue("work-dlq").Arn, 5);

    private static string[] Of(Queue work, TimeSpan? lettersKept = null, int batchSize = 1, string state = "Enabled") =>
    [
        .. ConfigurationNotices.Of(new Inventory(
            [Given.Function("orders") with { Timeout = TimeSpan.FromSeconds(30) }],
            [work, Given.Queue("work-dlq") with { Retention = lettersKept ?? TimeSpan.FromDays(14) }],
            [Given.Mapping("work", "orders", batchSize, state: state)],
            new AccountLimits(1_000, 1_000))).Select(n => n.ToString()),
    ];

    [Fact]
    public void A_queue_that_is_set_up_as_recommended_is_not_noticed() => Assert.Empty(Of(Given.Queue("work", ToDeadLetters)));

    [Theory]
    [InlineData(179, true)]
    [InlineData(180, false)]
    [InlineData(29, false)]
    public void Less_than_six_timeouts_is_a_notice_and_less_than_one_is_told_instead(int seconds, bool isNoticed) =>
        Assert.Equal(isNoticed, Of(Given.Queue("work", ToDeadLetters) with { VisibilityTimeout = TimeSpan.FromSeconds(seconds) }).Any(n => n.Contains("less than 6 times", StringComparison.Ordinal)));

    [Fact]
    public void No_dead_letter_queue_is_a_notice_unless_nothing_reads_the_queue()
    {
        Assert.Contains("queue/work: there is no dead-letter queue", Assert.Single(Of(Given.Queue("work"))), StringComparison.Ordinal);
        Assert.Empty(Of(Given.Queue("work"), state: "Disabled"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Few_receives_are_a_notice_and_one_is_told_instead(int receives, bool isNoticed) =>
        Assert.Equal(isNoticed, Of(Given.Queue("work", ToDeadLetters with { MaxReceiveCount = receives })).Length == 1);

    [Fact]
    public void Dead_letters_that_are_kept_no_longer_than_the_queue_keeps_messages_are_a_notice() =>
        Assert.StartsWith("queue/work-dlq: its retention of 4 d", Assert.Single(Of(Given.Queue("work", ToDeadLetters), TimeSpan.FromDays(4))), StringComparison.Ordinal);

    [Fact]
    public void The_default_batch_size_is_a_notice() =>
        Assert.Contains("the default of a queue, 10, of at most 10,000", Assert.Single(Of(Given.Queue("work", ToDeadLetters), batchSize: 10)), StringComparison.Ordinal);
}
