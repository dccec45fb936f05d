using System.Text.Json;
using Watchdog.Simulator.Runtime;

namespace Watchdog.Simulator.Deployment;

/// <summary>What EventBridge sends a function for a schedule.</summary>
internal static class ScheduledEvent
{
    /// <summary>The schedule's Input alone when it has one, else the event of a classic rule.</summary>
    /// <param name="time">The simulated minute; seconds are dropped. The event's id is made from the rule and this time, so that a replay gives the same.</param>
    public static byte[] Of(StackSchedule schedule, DateTimeOffset time, string region, string accountId)
    {
        if (schedule.Input is { } input)
            return System.Text.Encoding.UTF8.GetBytes(input);
        var minute = $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm':00Z'}";
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["version"] = "0",
            ["id"] = Identifier.Uuid($"{schedule.RuleArn}/{minute}"),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = accountId,
            ["time"] = minute,
            ["region"] = region,
            ["resources"] = new[] { schedule.RuleArn },
            ["detail"] = new Dictionary<string, object>(),
        });
    }
}
