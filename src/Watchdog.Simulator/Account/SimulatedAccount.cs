using Watchdog.Simulator.Account.Physics;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account;

/// <summary>
/// One AWS account in one region: its resources, its clock, and the physics that move messages through them. Not thread-safe: whoever reads
/// or changes it holds <see cref="Gate"/>.
/// </summary>
public sealed class SimulatedAccount
{
    /// <summary>What reservations must leave to the functions that have none.</summary>
    public const int MinimumUnreserved = 100;

    private readonly SimulatedClock clock;
    private readonly AccountPhysics physics;
    private readonly List<PlannedChange> planned = [];
    private int nextPlanned;

    /// <summary>An account that stands at a Monday morning, with the default delay of metrics.</summary>
    public SimulatedAccount() : this(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), 1, new MetricStore())
    {
    }

    /// <param name="start">A whole minute, because metrics are aggregated by the minute.</param>
    /// <param name="seed">Everything that is drawn is drawn from it.</param>
    /// <exception cref="ArgumentException">The start is not a whole minute.</exception>
    public SimulatedAccount(DateTimeOffset start, ulong seed, MetricStore metrics)
    {
        if (start.Ticks % TimeSpan.TicksPerMinute != 0) throw new ArgumentException($"The start is {start:O}; it must be a whole minute.", nameof(start));
        clock = new SimulatedClock(start.ToUniversalTime(), seed);
        Metrics = metrics;
        physics = new AccountPhysics(this, clock);
    }

    public Lock Gate { get; } = new();

    public string AccountId { get; } = "123456789012";

    public string Region { get; } = "us-east-1";

    /// <summary>The simulated time, in UTC.</summary>
    public DateTimeOffset Now => clock.Now;

    /// <summary>Simulated time since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(clock.Second);

    internal ulong Seed => clock.Seed;

    /// <summary>The account's limit of concurrent executions.</summary>
    public int ConcurrencyLimit { get; set; } = 1000;

    /// <summary>By how many concurrent invocations a minute a queue mapping grows.</summary>
    public double ScaleUpPerMinute { get; set; } = 300;

    /// <summary>The limit less all reservations.</summary>
    public int UnreservedConcurrency
    {
        get
        {
            var left = ConcurrencyLimit;
            foreach (var function in Functions.Values) left -= function.ReservedConcurrency ?? 0;
            return left;
        }
    }

    public SortedDictionary<string, SimulatedQueue> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>Kinesis streams, and tables with a stream.</summary>
    public SortedDictionary<string, SimulatedStream> Streams { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SimulatedFunction> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>By UUID.</summary>
    public SortedDictionary<string, SimulatedMapping> Mappings { get; } = new(StringComparer.Ordinal);

    /// <summary>What calls functions without a mapping.</summary>
    public List<SimulatedTrigger> Triggers { get; } = [];

    /// <summary>Buckets, topics and rules, by name.</summary>
    public SortedDictionary<string, SimulatedPushSource> PushSources { get; } = new(StringComparer.Ordinal);

    /// <summary>What functions call outside the account, by name.</summary>
    public SortedDictionary<string, SimulatedDependency> Dependencies { get; } = new(StringComparer.Ordinal);

    public MetricStore Metrics { get; }

    /// <summary>Moves the clock on by one second at a time, and everything with it. Changes of the scenario happen at the beginning of their second.</summary>
    /// <param name="span">Whole seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative or no whole number of seconds.</exception>
    public void Advance(TimeSpan span)
    {
        if (span < TimeSpan.Zero || span.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentOutOfRangeException(nameof(span), span, "The clock moves forward by whole seconds.");
        physics.Refresh();
        for (var left = (long)span.TotalSeconds; left > 0; left--)
        {
            if (nextPlanned < planned.Count && planned[nextPlanned].Second <= clock.Second) ApplyPlanned();
            physics.AdvanceSecond();
            clock.Second++;
        }

        physics.Settle();
    }

    /// <summary>Reserves concurrency for a function, or takes the reservation away; from now on, also for what runs already.</summary>
    /// <exception cref="InvalidOperationException">Too little would be left to the others; nothing was changed.</exception>
    public void Reserve(SimulatedFunction function, int? concurrency)
    {
        // Zero takes nothing from the others, so it is accepted in the smallest account.
        if (concurrency > 0 && (long)UnreservedConcurrency + (function.ReservedConcurrency ?? 0) - concurrency < MinimumUnreserved)
        {
            throw new InvalidOperationException(
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of "
                + $"[{MinimumUnreserved}].");
        }

        function.ReservedConcurrency = concurrency;
    }

    /// <summary>Makes a change when the clock reaches a second; changes of the same second happen in the order in which they were planned.</summary>
    internal void Plan(TimeSpan at, Action change)
    {
        planned.Insert(planned.FindLastIndex(p => p.Second <= (int)at.TotalSeconds) + 1, new PlannedChange((int)at.TotalSeconds, change));
    }

    internal void AddTraffic(string name, RateSchedule rates, bool exact, Action<long> arrive) =>
        physics.Traffic.Add(new TrafficSource(rates, exact, new RandomStream(RandomStream.Derive(clock.Seed, $"traffic/{name}")), arrive));

    /// <summary>Lets the physics take in what was added. <see cref="Advance"/> does so itself.</summary>
    internal void Refresh() => physics.Refresh();

    private void ApplyPlanned()
    {
        for (; nextPlanned < planned.Count && planned[nextPlanned].Second <= clock.Second; nextPlanned++) planned[nextPlanned].Change();
        physics.Refresh();
    }

    private sealed record PlannedChange(int Second, Action Change);
}
