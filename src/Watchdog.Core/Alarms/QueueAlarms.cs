using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Alarms;

/// <summary>A queue's alarms: messages wait too long, or have been given up.</summary>
internal static class QueueAlarms
{
    /// <summary>A backlog younger than this is none, however short the visibility timeout.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Twice the visibility timeout: a message that failed once and was tried again has not waited too long. But never more than half the retention,
    /// for then there is no time left to save it.
    /// </summary>
    public static TimeSpan TooOld(Queue queue)
    {
        var retried = queue.VisibilityTimeout * 2 > LeastAge ? queue.VisibilityTimeout * 2 : LeastAge;
        return retried < queue.Retention / 2 ? retried : queue.Retention / 2;
    }

    public static ResourceAlarm OfAge(Queue queue, Inventory inventory, WatchdogStack stack)
    {
        var age = TooOld(queue);
        var readers = AlarmText.Names(inventory.MappingsFrom(queue.Arn).Select(m => m.FunctionName));
        var remedy = readers.Length == 0
            ? "No function of this account reads it: look at whatever does."
            : $"Read by {readers}: look there for errors, throttles, longer durations and a disabled event source mapping, then at how many messages arrive.";
        return new ResourceAlarm(
            AlarmNames.Of(stack, queue.Id, "ApproximateAgeOfOldestMessage"), queue.Id,
            AlarmText.Of(
                stack,
                $"The oldest message on queue {queue.Name} has waited for more than {Say.Duration(age)} in each of five minutes; "
                + $"{Say.Duration(queue.Retention)} after it was sent it is lost.",
                remedy),
            QueueMetrics.AgeOfOldestMessage(queue.Name), Minute, Threshold: Math.Floor(age.TotalSeconds), Periods: 5, Breaching: 5);
    }

    public static ResourceAlarm OfDeadLetters(Queue queue, Inventory inventory, WatchdogStack stack)
    {
        var sources = AlarmText.Names(inventory.Queues.Where(q => q.Redrive?.DeadLetterQueueArn == queue.Arn).Select(q => q.Name));
        return new ResourceAlarm(
            AlarmNames.Of(stack, queue.Id, "ApproximateNumberOfMessagesVisible"), queue.Id,
            AlarmText.Of(
                stack, $"There are messages on {queue.Name}, the dead-letter queue of {sources}: they were received as often as allowed and never deleted.",
                "Look at a message and at the errors of the function that received it. When the cause is gone, send them back with StartMessageMoveTask; they keep "
                + $"the time at which they were first sent, and are lost {Say.Duration(queue.Retention)} after it."),
            QueueMetrics.Visible(queue.Name), Minute, Threshold: 0, Periods: 1, Breaching: 1);
    }
}
