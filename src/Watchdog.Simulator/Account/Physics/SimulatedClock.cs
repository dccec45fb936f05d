namespace Watchdog.Simulator.Account.Physics;

/// <summary>The account's time. Physics count in whole seconds since the start, which is a whole minute.</summary>
internal sealed class SimulatedClock(DateTimeOffset start, ulong seed)
{
    public ulong Seed { get; } = seed;

    /// <summary>Seconds that have passed; also the number of the second that comes next.</summary>
    public int Second { get; set; }

    public DateTimeOffset Now => At(Second);

    public DateTimeOffset At(int second) => start.AddSeconds(second);

    /// <summary>The minute (since 1970) in which a second lies.</summary>
    public int MinuteOf(int second) => startMinute + second / 60;

    private readonly int startMinute = Metrics.MetricStore.MinuteOf(start);
}
