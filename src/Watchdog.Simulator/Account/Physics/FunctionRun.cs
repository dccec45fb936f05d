using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>A function as the physics see it: what runs, what it does when it ends, and the invocations that come directly.</summary>
internal sealed class FunctionRun(SimulatedFunction function, MetricStore store, SimulatedClock clock, RandomStream random)
{
    private readonly InvocationWheel direct = new();
    private readonly CohortBuffer noMessages = new();
    private readonly DependencyCalls dependencies = new(function, store, random);
    private readonly QualifierMetrics qualified = new(function, store);
    private FunctionBehaviour? behaviour;
    private TimeSpan timeout;
    private (ISink To, double PerMessage)[] writes = [];
    private long arrived;
    private readonly List<(string? Qualifier, long Count)> arrivedAs = [];
    private int runningBefore;

    public SimulatedFunction Function { get; } = function;

    public FunctionMetrics Metrics { get; } = new(store, function.Name);

    /// <summary>Mappings, and the asynchronous queue where there is one.</summary>
    public List<ICaller> Callers { get; } = [];

    /// <summary>Null: there has been no asynchronous event yet.</summary>
    public AsyncRun? Asynchronous { get; private set; }

    /// <summary>Null: nobody drops what goes round.</summary>
    public LoopChain? Chain { get; private set; }

    /// <summary>What leads back here when it is written to, be it by way of other functions. Only for functions with a <see cref="Chain"/>.</summary>
    public HashSet<ISink> Returning { get; } = [];

    public IEnumerable<ISink> Written => writes.Select(w => w.To);

    /// <summary>The version or alias that whoever starts invocations now calls; null: none.</summary>
    public string? CalledAs { get; set; }

    /// <summary>Executions that run on into the next second.</summary>
    public int Running { get; set; }

    /// <summary>Slots taken this second by executions that began and ended in it.</summary>
    public double ShortSlots { get; set; }

    public DurationTable Durations { get; private set; } = null!;

    /// <summary>Of its own and of what it calls.</summary>
    public double ErrorRate { get; private set; }

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
        var waits = TimeSpan.Zero;
        var succeeds = 1 - behaviour.ErrorRate;
        foreach (var dependency in Function.Calls)
        {
            waits += dependency.Latency;
            succeeds *= 1 - dependency.ErrorRate;
        }

        ErrorRate = 1 - succeeds;
        Durations = new DurationTable(behaviour.Duration, timeout, waits);
        Chain = Function.LoopDetection && Function.RecursiveLoop != "Allow" ? Chain ?? new LoopChain(store, Function.Name, random) : null;
        writes = WritesOf(behaviour, sinks);
    }

    /// <summary>Finds what is written to anew: it may not have been there before.</summary>
    public void Resolve(Func<string, ISink?> sinks)
    {
        Refresh(sinks);
        if (behaviour!.Writes.Count > 0) writes = WritesOf(behaviour, sinks);
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

    /// <summary>Direct invocations.</summary>
    /// <param name="qualifier">The version or alias that they call; null: none.</param>
    public void Arrive(long invocations, string? qualifier = null)
    {
        arrived += invocations;
        if (HasQualifiers) arrivedAs.Add((qualifier, invocations));
    }

    /// <summary>The function's asynchronous queue, made when it is first needed.</summary>
    public AsyncRun NeedAsynchronous() => Asynchronous ??= new AsyncRun(this, store, clock, random);

    /// <summary>Hands the minute to the store.</summary>
    public void Flush(int minute, FunctionMetrics account)
    {
        if (HasQualifiers) qualified.Flush(minute, Metrics.Busiest);
        Metrics.Flush(minute, account);
        dependencies.Flush(minute);
        Asynchronous?.Flush(minute);
        Chain?.Flush(minute);
    }

    /// <summary>Direct invocations are counted to the qualifiers in the order in which they came.</summary>
    private void CountQualified(long invocations, long failed)
    {
        var left = invocations;
        while (left > 0 && arrivedAs.Count > 0)
        {
            var (qualifier, count) = arrivedAs[0];
            var part = Math.Min(left, count);
            qualified.Count(qualifier, part, failed * part / invocations);
            left -= part;
            if (part == count) arrivedAs.RemoveAt(0);
            else arrivedAs[0] = (qualifier, count - part);
        }

        if (left > 0) qualified.Count(CalledAs, left, failed * left / invocations);
    }

    private bool HasQualifiers => Function.Versions.Count > 0 || Function.Aliases.Count > 0;

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
        foreach (var caller in Callers) Wanted += caller.Ask(growthPerMinute);
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
            // Who was granted all that it asked for is not refused because the durations drawn are longer than the slots were reckoned for.
            for (; left > 0 && (budget > 0 || slots == DirectWanted); left--)
            {
                var bin = Durations[(int)(random.Next() & (ulong)(Durations.Count - 1))];
                Begin(bin, 1);
                budget -= bin.SlotSeconds;
            }
        }

        arrivedAs.Clear();
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
        if (HasQualifiers) CountQualified(invocations, failed);
        Function.Totals.Invocations += invocations;
        Function.Totals.Errors += failed;
        if (steps == 0) ShortSlots += invocations * bin.Seconds;
        else Running += invocations;
    }

    /// <summary>Sends what the function writes for messages that it has processed.</summary>
    public void Write(long messages)
    {
        if (messages == 0) return;
        var returning = 0L;
        foreach (var (sink, perMessage) in writes)
        {
            var whole = (long)perMessage;
            var count = messages * whole + Sampling.Binomial(random, messages, perMessage - whole);
            if (count == 0) continue;
            sink.Send(clock.Second, count);
            if (Chain is not null && Returning.Contains(sink)) returning += count;
        }

        Chain?.WroteBack(messages, returning);
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
