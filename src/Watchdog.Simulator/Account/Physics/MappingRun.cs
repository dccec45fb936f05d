namespace Watchdog.Simulator.Account.Physics;

/// <summary>A queue mapping at work: it receives batches, invokes the function with them, and deletes what was processed.</summary>
internal sealed partial class MappingRun(SimulatedMapping mapping, QueueRun source, FunctionRun function, SimulatedClock clock, RandomStream random) : IMappingRun
{
    /// <summary>Invocations up to this number are drawn one by one, more are spread evenly over the durations.</summary>
    private const int DrawnSingly = 64;

    /// <summary>A loop of short invocations turns several times in a second, at most this often.</summary>
    private const int MaximumTurns = 10;

    /// <summary>A group of a FIFO queue has one batch after the other, at most this many in a second.</summary>
    private const int MaximumTurnsOfGroup = 50;

    /// <summary>An empty long poll takes 20 s.</summary>
    private const double EmptyReceivesPerSecond = Pollers.AtStart / 20.0;

    private readonly Pollers pollers = new();
    private readonly InvocationWheel running = new();
    private readonly CohortBuffer batch = new();
    private bool polled;
    private double debt;
    private double growthPerMinute;

    public SimulatedMapping Mapping { get; } = mapping;

    public FunctionRun Function { get; } = function;

    /// <summary>Slots that are asked for this second.</summary>
    public int Wanted { get; private set; }

    private MessageStore Queue => source.Messages;

    private int Cap => Mapping.MaximumConcurrency ?? Pollers.Ceiling;

    public void BeginSecond()
    {
        if (running.Running == 0) return;
        var (succeeded, failed) = running.Take(clock.Second, batch);
        if (succeeded + failed == 0) return;
        Function.Running -= succeeded + failed;
        pollers.Ended(succeeded, failed);
        var processed = batch.Messages;
        while (batch.Take(long.MaxValue, out var cohort)) Queue.Delete(cohort);
        Function.Write(processed);
    }

    /// <summary>How many slots the mapping could use this second.</summary>
    public int Ask(double growthPerMinute)
    {
        this.growthPerMinute = growthPerMinute;
        Wanted = 0;
        if (!Mapping.Polls)
        {
            polled = false;
            return 0;
        }

        if (!polled) pollers.Restart();
        polled = true;
        if (Queue.Visible == 0)
        {
            source.Metrics.PolledInVain(clock.Second, EmptyReceivesPerSecond);
            gatheredSince = null;
            return 0;
        }

        Gather();
        var batches = ReadyBatches;
        var gain = Function.GainInto(Queue);
        var useful = Queue.Fifo ? Math.Clamp(Batches(Queue.Visible), batches, batches * Turns) : gain > 0 ? batches * GrowthOver(Turns, gain) : batches;
        var most = Queue.Fifo ? (int)batches : int.MaxValue;
        Wanted = pollers.Ask(running.Running, Function.Slots((long)Math.Min(useful, int.MaxValue), most), Cap);
        return Wanted;
    }

    /// <param name="slots">How many of the slots asked for were granted.</param>
    public void Start(int slots)
    {
        if (!polled || (Wanted == 0 && running.Running == 0 && pollers.AtRest)) return;
        var shortBefore = Function.ShortSlots;
        var budget = slots - debt;
        for (var turn = 0; turn < Turns && budget > 0 && Receivable > 0; turn++)
            if (!StartSome(ref budget)) break;
        debt = Math.Max(0, -budget);

        var refused = Wanted - slots;
        pollers.Answer(refused);
        if (refused > 0)
        {
            Function.Throttle(refused);
            for (var left = Queue.Fifo ? refused : 1; left > 0; left--)
                Queue.Receive(clock.Second, Queue.Fifo ? Mapping.BatchSize : (long)refused * Mapping.BatchSize, batch);
            while (batch.Take(long.MaxValue, out var cohort)) Queue.LetReturn(clock.Second, cohort);
        }

        pollers.EndSecond(ReadyBatches > 0, running.Running + (int)Math.Ceiling(Function.ShortSlots - shortBefore), Cap, growthPerMinute);
    }

    private int Turns => Queue.Fifo || Function.HasWrites
        ? Math.Clamp((int)(1 / Function.Durations.MeanSeconds), 1, Queue.Fifo ? MaximumTurnsOfGroup : MaximumTurns)
        : 1;

    /// <summary>Invocations that could start now: of a FIFO queue one for each group.</summary>
    private long ReadyBatches => Queue.Fifo ? Queue.ReadyGroups : Batches(Receivable);

    private long Batches(long messages) => (messages + Mapping.BatchSize - 1) / Mapping.BatchSize;

    private static double GrowthOver(int turns, double gain)
    {
        var (sum, term) = (0.0, 1.0);
        for (var i = 0; i < turns; i++, term *= gain) sum += term;
        return sum;
    }

    /// <summary>Starts what the budget of slot-seconds allows with the messages that are visible now; false when there was nothing.</summary>
    private bool StartSome(ref double budget)
    {
        if (Queue.VisiblePoison > 0 && !Queue.Fifo) return StartMixed(ref budget);
        var durations = Function.Durations;
        var affordable = budget / durations.MeanSlotSeconds;
        if (affordable > DrawnSingly && !Queue.Fifo && Batches(Receivable) > DrawnSingly)
        {
            Queue.Receive(clock.Second, Math.Min(Receivable, Math.Max(1, random.Round(affordable)) * Mapping.BatchSize), batch);
            DropRecursive();
            var count = Batches(batch.Messages);
            var shift = random.NextDouble();
            for (var bin = 0; bin < durations.Count; bin++)
                Begin(durations[bin], (int)(Function.Part(bin + 1, count, shift) - Function.Part(bin, count, shift)));
            budget -= count * durations.MeanSlotSeconds;
            return count > 0;
        }

        var started = false;
        // What this turn writes is for the next turn.
        for (var left = ReadyBatches; left > 0 && budget > 0; left--)
        {
            Queue.Receive(clock.Second, Mapping.BatchSize, batch);
            if (batch.Messages == 0) break;
            if (IsDroppedAsRecursive()) continue;
            var bin = durations[(int)(random.Next() & (ulong)(durations.Count - 1))];
            if (Queue.Fifo) BeginOne(bin, batch);
            else Begin(bin, 1);
            budget -= bin.SlotSeconds;
            started = true;
        }

        return started;
    }

    /// <summary>Whether AWS stops what has just been received, because it is the 17th turn of a chain.</summary>
    private bool IsDroppedAsRecursive()
    {
        DropRecursive();
        return batch.Messages == 0;
    }

    private void DropRecursive()
    {
        if (Function.Chain is not { } chain) return;
        for (var left = chain.Drop(batch.Messages); left > 0 && batch.Take(left, out var cohort); left -= cohort.Count) Queue.GiveUp(clock.Second, cohort);
    }

    private void Begin(in DurationTable.Bin bin, int invocations)
    {
        if (invocations == 0) return;
        var longer = (int)Sampling.Binomial(random, invocations, bin.Fraction);
        Begin(bin, invocations - longer, bin.Whole);
        Begin(bin, longer, bin.Whole + 1);
    }

    /// <summary>Invocations whose fate is the same but for errors: each takes a batch of the messages received.</summary>
    private void Begin(in DurationTable.Bin bin, int invocations, int steps)
    {
        if (invocations == 0) return;
        var failed = bin.TimesOut ? invocations : Mapping.PartialBatch ? 0 : (int)Sampling.Binomial(random, invocations, Function.ErrorRate);
        Function.Count(bin, invocations, failed, steps);
        for (var left = (long)failed * Mapping.BatchSize; batch.Take(left, out var cohort); left -= cohort.Count) Queue.LetReturn(clock.Second, cohort);

        var processed = 0L;
        for (var left = (long)(invocations - failed) * Mapping.BatchSize; batch.Take(left, out var cohort); left -= cohort.Count)
            processed += Process(cohort, steps);
        End(bin, invocations - failed, failed, processed, steps);
    }

    /// <summary>Ends invocations at once when they are short, else puts down when they end.</summary>
    /// <param name="processed">Messages that are done already; none where the invocations last.</param>
    private void End(in DurationTable.Bin bin, int succeeded, int failed, long processed, int steps)
    {
        if (steps > 0)
        {
            running.Add(clock.Second + steps, succeeded, failed);
            return;
        }

        source.ShortInFlight += processed * bin.Seconds;
        pollers.Ended(succeeded, failed);
        Function.Write(processed);
    }

    /// <summary>Messages of an invocation that succeeds; gives how many are processed already.</summary>
    private long Process(in Cohort cohort, int steps)
    {
        var rejected = Mapping.PartialBatch ? Sampling.Binomial(random, cohort.Count, Function.ErrorRate) : 0;
        if (rejected > 0) Queue.LetReturn(clock.Second, cohort with { Count = rejected });
        return Keep(cohort with { Count = cohort.Count - rejected }, steps);
    }

    /// <summary>Messages that are processed by an invocation; gives how many are so already.</summary>
    private long Keep(in Cohort kept, int steps)
    {
        if (kept.Count == 0) return 0;
        if (steps == 0)
        {
            Queue.Delete(kept);
            return kept.Count;
        }

        // An invocation that outlasts the visibility timeout deletes in vain: the message has been visible again, and its receipt is void.
        if (steps > Queue.VisibilitySeconds) Queue.LetReturn(clock.Second, kept);
        else running.AddMessages(clock.Second + steps, kept);
        return 0;
    }
}
