using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class RedriveTests
{
    private const string Twice = """
        name: redrive
        duration: 1h
        queues:
          - { name: work, visibilityTimeout: 10s, deadLetter: { queue: dead, maxReceiveCount: 1 } }
          - { name: other, visibilityTimeout: 10s, deadLetter: { queue: dead, maxReceiveCount: 1 } }
          - { name: dead }
        functions: [ { name: process, timeout: 5s, errorRate: 1 } ]
        mappings: [ { source: work, function: process }, { source: other, function: process } ]
        traffic:
          - { to: work, exact: true, rate: [ { at: 0s, rate: 30/s }, { at: 1s, rate: 0/s } ] }
          - { to: other, exact: true, rate: [ { at: 0s, rate: 7/s }, { at: 1s, rate: 0/s } ] }
          - { to: dead, exact: true, rate: [ { at: 0s, rate: 2/s }, { at: 1s, rate: 0/s } ] }
        changes:
          - { at: 5m, function: process, errorRate: 0 }
          - { at: 10m, queue: dead, redrive: true }
        """;

    [Fact]
    public void Messages_go_back_to_the_queues_that_they_came_from_as_new_ones()
    {
        var play = new Play(Twice).Minutes(10);
        Assert.Equal(39, play.Queue("dead").Visible);

        play.Minutes(1);
        Assert.Equal(2, play.Queue("dead").Visible);
        Assert.Equal((30, 7), (play.Queue("work").Totals.Deleted, play.Queue("other").Totals.Deleted));
        Assert.Equal((60, 14), (play.Queue("work").Totals.Sent, play.Queue("other").Totals.Sent));
        Assert.Equal(30, play.Sqs("NumberOfMessagesSent", "Sum", 10));
        Assert.Equal((37, 37), (play.Sqs("NumberOfMessagesReceived", "Sum", 10, "dead"), play.Sqs("NumberOfMessagesDeleted", "Sum", 10, "dead")));
    }

    [Fact]
    public void What_fails_again_comes_back_again()
    {
        var play = new Play(Twice.Replace("at: 5m, function: process, errorRate: 0", "at: 5m, function: process, errorRate: 1", StringComparison.Ordinal)).Minutes(12);

        Assert.Equal((39, 74), (play.Queue("dead").Visible, play.Queue("dead").Totals.RedrivenIn));
    }

    [Fact]
    public void A_delayed_message_is_invisible_at_first_and_its_age_begins_afterwards()
    {
        var play = new Play(Yaml.Of("rate: [ { at: 0s, rate: 4/s }, { at: 1s, rate: 0/s } ], exact: true", queue: "delay: 5m", mapping: "enabled: false")).Minutes(4);

        Assert.Equal((4, 0), (play.Queue("work").Delayed, play.Queue("work").Visible));
        Assert.Equal(4, play.Sqs("ApproximateNumberOfMessagesDelayed", "Maximum", 3));
        Assert.Equal(0, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 3));
        play.Minutes(3);
        Assert.Equal((0, 4), (play.Queue("work").Delayed, play.Queue("work").Visible));
        Assert.Equal(119, play.Sqs("ApproximateAgeOfOldestMessage", "Maximum", 6));
    }

    [Fact]
    public void A_delay_slows_a_loop_down()
    {
        var play = new Play(Yaml.Of(
            "rate: [ { at: 0s, rate: 10/s }, { at: 1s, rate: 0/s } ], exact: true", queue: "delay: 20s", function: "writes: [ { to: work, perMessage: 2 } ]")).Minutes(4);

        Assert.Equal(10 * 4095, play.Queue("work").Totals.Sent, 15000.0);
    }
}
