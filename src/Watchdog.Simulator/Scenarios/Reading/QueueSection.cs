namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>queues</c>.</summary>
internal static class QueueSection
{
    public static ScenarioQueue Read(YamlValue value, Names names)
    {
        var map = value.Map(["name", "visibilityTimeout", "retention", "deadLetter", "tags"], ["fifo"]);
        var name = names.Declare(map.Require("name"), "queue", 80);
        return new ScenarioQueue(
            name,
            VisibilityTimeout(map) ?? TimeSpan.FromSeconds(30),
            Retention(map) ?? TimeSpan.FromDays(4),
            null,
            Texts.Map(map.Find("tags")));
    }

    /// <summary>A dead-letter queue may stand below the queue that names it, so this is read when all names are known.</summary>
    public static ScenarioDeadLetter? DeadLetter(YamlMap queue, Names names, string name)
    {
        if (queue.Find("deadLetter") is not { } value) return null;
        var map = value.Map("queue", "maxReceiveCount");
        var target = map.Require("queue");
        if (names.Queue(target) == name) throw target.Error($"'{name}' cannot be its own dead-letter queue");
        return new ScenarioDeadLetter(target.Text(), map.Require("maxReceiveCount").Int(1, Limits.MaximumReceiveCount));
    }

    public static TimeSpan? VisibilityTimeout(YamlMap map) => map.Find("visibilityTimeout")?.Seconds(TimeSpan.Zero, Limits.LongestVisibilityTimeout);

    public static TimeSpan? Retention(YamlMap map) => map.Find("retention")?.Seconds(Limits.ShortestRetention, Limits.LongestRetention);
}
