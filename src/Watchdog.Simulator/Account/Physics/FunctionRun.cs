using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>A function as the physics see it: what runs, what it does when it ends, and the invocations that come directly.</summary>
internal sealed class FunctionRun(SimulatedFunction function, MetricStore store, SimulatedClock clock, RandomStream random)
{
    private readonly InvocationWheel direct = new();
    private readonly CohortBuffer noMessages = new();
    private FunctionBehaviour? behaviour;
    private TimeSpan timeout;
    private (ISink To, double PerMessage)[] writes = [];
    private long arrived;
    private int runningBefore;

    public SimulatedFunction Function { get; } = function;

    public FunctionMetrics Metrics { get; } = new(store, function.Name);

    public List<IMappingRun> Mappings { get; } = [];

    /// <summary>Executions that run on into the next second.</summary>
    public int Running { get; set; }

    /// <summary>Slots taken this second by executions that began and ended in it.</summary>
    public double ShortSlots { get; set; }

    public DurationTable Durations { get; private set; } = null!;

    public double ErrorRate => behaviour!.ErrorRate;

    public bool HasWrites => writes.Length > 0;

    /// <summary>Slots that direct invocations ask for this second.</summary>
    public int DirectWanted { get; private set; }

    /// <summary>Slots that mappings and direct invocations ask for this second.</summary>
    public int Wanted { get; private set; }

    /// <summary>Follows changes of what the function does and of its timeout.</summary>
    public void Refresh(Func<string, ISink?> sinks)
    {
        if (ReferenceEquals(behaviour, Function.Behaviour) && timeout == Function.Timeout) return;
        (behaviour, timeout) = (Function.Behaviour, Function.Timeout);
        Durations = new DurationTable(behaviour.Duration, timeout);
        writes = WritesOf(behaviour, sinks);
    }

    // Apart from its caller, whose every call would otherwise allocate what the lambda captures.
    private static (ISink, double)[] WritesOf(FunctionBehaviour behaviour, Func<string, ISink?> sinks) =>
        [.. from write in behaviour.Writes let target = sinks(write.To) where target is not null select (target, write.PerMessage)];

    /// <summary>How many come back to a source for each that is processed.</summary>
    public double GainInto(ISink source)
    {
        var gain = 0.0;
        foreach (var write in writes)
            if (ReferenceEquals(write.To, source)) gain += write.PerMessage;
        return gain;
    }

    public void Arrive(long invocations) => arrived += invocations;

    public void BeginSecond()
    {
        ShortSlots = 0;
        var (succeeded, failed) = direct.Take(clock.Second, noMessages);
        Running -= succeeded + failed;
        Write(succeeded);
    }

    public int Ask(double growthPerMinute)
    {
        runningBefore = Running;
        DirectWanted = Slots(arrived, int.MaxValue);
        Wanted = DirectWanted;
        foreach (var mapping in Mappings) Wanted += mapping.Ask(growthPerMinute);
        return Wanted;
    }

    /// <summary>
    /// How many slots a number of invocations needs at once: their duration within the second, and for short ones twice its standard
    /// deviation more, because durations differ.
    /// </summary>
    public int Slots(long invocations, int most)
    {
        if (invocations <= 0) return 0;
        var share = Durations.MeanSlotSeconds;
        var needed = share >= 1 ? invocations : Math.Ceiling(invocations * share + 2 * Math.Sqrt(invocations * share));
        return (int)Math.Min(Math.Min(needed, invocations), most);
    }

    /// <summary>Runs as many of the direct invocations as the slots hold; the caller of each other one is told that it was throttled.</summary>
    public void StartDirect(int slots)
    {
        if (arrived == 0) return;
        var left = arrived;
        arrived = 0;
        var budget = (double)slots;
        if (left > 64 && budget > 64 * Durations.MeanSlotSeconds)
        {
            var count = slots == DirectWanted ? left : Math.Min(left, random.Round(budget / Durations.MeanSlotSeconds));
            left -= count;
            var shift = random.NextDouble();
            for (var bin = 0; bin < Durations.Count; bin++)
                Begin(Durations[bin], (int)(Part(bin + 1, count, shift) - Part(bin, count, shift)));
        }
        else
        {
            for (; left > 0 && budget > 0; left--)
            {
                var bin = Durations[(int)(random.Next() & (ulong)(Durations.Count - 1))];
                Begin(bin, 1);
                budget -= bin.SlotSeconds;
            }
        }

        Throttle(left);
    }

    /// <summary>One more execution between two seconds. A slot must be free.</summary>
    public void StartOne()
    {
        ShortSlots = 0;
        Begin(Durations[(int)(random.Next() & (ulong)(Durations.Count - 1))], 1);
    }

    /// <summary>The most executions that ran at once this second, of which those that began in it have the slots that were granted.</summary>
    public int Peak(int granted) => Running + Math.Min((int)Math.Ceiling(ShortSlots), Math.Max(0, runningBefore + granted - Running));

    public void Throttle(long count)
    {
        Metrics.Throttled(count);
        Function.Totals.Throttles += count;
    }

    /// <summary>The invocations of the bins before <paramref name="bin"/> when <paramref name="count"/> are spread evenly over all bins.</summary>
    public long Part(int bin, long count, double shift) => (long)(bin * (double)count / Durations.Count + shift);

    /// <summary>Counts invocations that start now.</summary>
    /// <param name="steps">Seconds that they keep their slots; 0: they end within this second.</param>
    public void Count(in DurationTable.Bin bin, int invocations, int failed, int steps)
    {
        var end = clock.Second + (bin.Seconds < 1 ? 0 : Math.Max(steps, (int)Math.Ceiling(bin.Seconds)));
        Metrics.Started(end / 60 - clock.Second / 60, invocations, failed, Durations, bin.Index);
        Function.Totals.Invocations += invocations;
        Function.Totals.Errors += failed;
        if (steps == 0) ShortSlots += invocations * bin.Seconds;
        else Running += invocations;
    }

    /// <summary>Sends what the function writes for messages that it has processed.</summary>
    public void Write(long messages)
    {
        if (messages == 0) return;
        foreach (var (sink, perMessage) in writes)
        {
            var whole = (long)perMessage;
            var count = messages * whole + Sampling.Binomial(random, messages, perMessage - whole);
            if (count > 0) sink.Send(clock.Second, count);
        }
    }

    private void Begin(in DurationTable.Bin bin, int invocations)
    {
        if (invocations == 0) return;
        var longer = (int)Sampling.Binomial(random, invocations, bin.Fraction);
        Begin(bin, invocations - longer, bin.Whole);
        Begin(bin, longer, bin.Whole + 1);
    }

    private void Begin(in DurationTable.Bin bin, int invocations, int steps)
    {
        if (invocations == 0) return;
        var failed = bin.TimesOut ? invocations : (int)Sampling.Binomial(random, invocations, ErrorRate);
        Count(bin, invocations, failed, steps);
        if (steps == 0) Write(invocations - failed);
        else direct.Add(clock.Second + steps, invocations - failed, failed);
    }
}
