using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// AWS/SQS's metrics of one queue. A queue reports while it is active, zeros too; it falls asleep six hours after it last held a message
/// or was polled.
/// </summary>
internal sealed class QueueMetrics(MetricStore store, string queueName)
{
    private const int SecondsUntilAsleep = 6 * 3600;

    private readonly MetricSeries?[] series = new MetricSeries?[Names.Length];
    private StatisticSet age;
    private StatisticSet visible;
    private StatisticSet notVisible;
    private StatisticSet delayed;
    private StatisticSet busyGroups;
    private long sent;
    private long received;
    private long deleted;
    private long emptyCalls;
    private double emptyReceives;
    private int lastActive = int.MinValue;

    private static readonly (string Name, string Unit)[] Names =
    [
        ("ApproximateAgeOfOldestMessage", "Seconds"),
        ("ApproximateNumberOfMessagesVisible", "Count"),
        ("ApproximateNumberOfMessagesNotVisible", "Count"),
        ("ApproximateNumberOfMessagesDelayed", "Count"),
        ("NumberOfMessagesSent", "Count"),
        ("NumberOfMessagesReceived", "Count"),
        ("NumberOfMessagesDeleted", "Count"),
        ("NumberOfEmptyReceives", "Count"),
        ("ApproximateNumberOfGroupsWithInflightMessages", "Count"),
    ];

    /// <summary>Called at the end of every second in which the queue holds a message.</summary>
    /// <param name="shortInFlight">Messages of invocations that began and ended within the second, in message-seconds.</param>
    public void Sample(int second, MessageStore messages, double shortInFlight)
    {
        lastActive = second;
        age.Add(messages.Age(second));
        visible.Add(messages.Visible);
        notVisible.Add(messages.InFlight + Math.Ceiling(shortInFlight));
        delayed.Add(messages.Delayed);
        if (messages.Fifo) busyGroups.Add(messages.BusyGroups);
    }

    /// <summary>Polls that found nothing.</summary>
    public void PolledInVain(int second, double receives)
    {
        lastActive = second;
        emptyReceives += receives;
    }

    /// <param name="second">The last second of the minute.</param>
    public void Flush(int minute, int second, MessageTotals totals)
    {
        if (sent != totals.Sent || received != totals.Received || deleted != totals.Deleted || emptyCalls != totals.EmptyReceives) lastActive = second;
        if (lastActive == int.MinValue || second - lastActive > SecondsUntilAsleep) return;

        // Seconds in which the queue was empty were not sampled.
        age.Add(0, 60 - age.Count);
        visible.Add(0, 60 - visible.Count);
        notVisible.Add(0, 60 - notVisible.Count);
        delayed.Add(0, 60 - delayed.Count);
        emptyReceives += totals.EmptyReceives - emptyCalls;
        Write(0, minute, age);
        Write(1, minute, visible);
        Write(2, minute, notVisible);
        Write(3, minute, delayed);
        Write(4, minute, StatisticSet.Of(totals.Sent - sent));
        Write(5, minute, StatisticSet.Of(totals.Received - received));
        Write(6, minute, StatisticSet.Of(totals.Deleted - deleted));
        Write(7, minute, StatisticSet.Of(Math.Floor(emptyReceives)));
        if (busyGroups.Count > 0) Write(8, minute, busyGroups);
        (age, visible, notVisible, delayed, busyGroups) = (default, default, default, default, default);
        (sent, received, deleted, emptyCalls) = (totals.Sent, totals.Received, totals.Deleted, totals.EmptyReceives);
        emptyReceives -= Math.Floor(emptyReceives);
    }

    private void Write(int metric, int minute, in StatisticSet set)
    {
        var to = series[metric] ??= store.SeriesOf(
            new MetricId("AWS/SQS", Names[metric].Name, Names[metric].Unit, new MetricDimension("QueueName", queueName)));
        to.Add(minute, minute, set, null);
    }
}
