namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>queues</c>.</summary>
internal static class QueueSection
{
    /// <summary>AWS wants it at the end of a FIFO queue's name; here it may be left out.</summary>
    private const string FifoSuffix = ".fifo";

    public static ScenarioQueue Read(YamlValue value, Names names)
    {
        var map = value.Map("name", "visibilityTimeout", "retention", "delay", "fifo", "deadLetter", "tags");
        var fifo = map.Find("fifo")?.Flag() ?? false;
        var name = names.Declare(map.Require("name"), "queue", 80, fifo ? FifoSuffix : "");
        if (fifo) names.MarkFifo(name);
        return new ScenarioQueue(
            name,
            VisibilityTimeout(map) ?? TimeSpan.FromSeconds(30),
            Retention(map) ?? TimeSpan.FromDays(4),
            null,
            Texts.Map(map.Find("tags")),
            Delay(map) ?? TimeSpan.Zero,
            fifo);
    }

    /// <summary>A dead-letter queue may stand below the queue that names it, so this is read when all names are known.</summary>
    public static ScenarioDeadLetter? DeadLetter(YamlMap queue, Names names, string name)
    {
        if (queue.Find("deadLetter") is not { } value) return null;
        var map = value.Map("queue", "maxReceiveCount");
        var target = map.Require("queue");
        if (names.IsFifo(names.Queue(target)) != names.IsFifo(name))
            throw target.Error($"'{target.Text()}' must {(names.IsFifo(name) ? "be fifo: true" : "not be fifo: true")}, as '{name}' is{(names.IsFifo(name) ? "" : " not")}");
        if (target.Text() == name) throw target.Error($"'{name}' cannot be its own dead-letter queue");
        return new ScenarioDeadLetter(target.Text(), map.Require("maxReceiveCount").Int(1, Limits.MaximumReceiveCount));
    }

    public static TimeSpan? VisibilityTimeout(YamlMap map) => map.Find("visibilityTimeout")?.Seconds(TimeSpan.Zero, Limits.LongestVisibilityTimeout);

    public static TimeSpan? Delay(YamlMap map) => map.Find("delay")?.Seconds(TimeSpan.Zero, Limits.LongestDelay);

    public static TimeSpan? Retention(YamlMap map) => map.Find("retention")?.Seconds(Limits.ShortestRetention, Limits.LongestRetention);
}
