namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// Invocations that are looked at one by one, because it matters which messages are in the same batch: those of FIFO queues, and those of a
/// queue with messages that nobody can process. And the batching window.
/// </summary>
internal sealed partial class MappingRun
{
    private readonly CohortBuffer poison = new();
    private readonly CohortBuffer good = new();
    private readonly CohortBuffer one = new();
    private int? gatheredSince;

    /// <summary>Visible messages without those that wait for a batch to be full, or for the window to end.</summary>
    private long Receivable
    {
        get
        {
            var visible = Queue.Visible;
            if (gatheredSince is not { } since || clock.Second - since >= Mapping.BatchingWindow.TotalSeconds) return visible;
            return visible - visible % Mapping.BatchSize;
        }
    }

    /// <summary>What does not fill a batch is gathered from now on, unless it is so already.</summary>
    private void Gather()
    {
        if (Mapping.BatchingWindow == TimeSpan.Zero) return;
        if (gatheredSince is { } since && clock.Second - since > Mapping.BatchingWindow.TotalSeconds) gatheredSince = null;
        if (Queue.Visible % Mapping.BatchSize == 0) gatheredSince = null;
        else gatheredSince ??= clock.Second;
    }

    /// <summary>Starts what the budget allows; into which batches the messages go that nobody can process is drawn.</summary>
    private bool StartMixed(ref double budget)
    {
        var durations = Function.Durations;
        var affordable = Math.Max(1, random.Round(budget / durations.MeanSlotSeconds));
        Queue.Receive(clock.Second, Math.Min(Receivable, affordable * Mapping.BatchSize), batch);
        var started = batch.Messages > 0;
        while (batch.Take(long.MaxValue, out var cohort)) (cohort.Poison ? poison : good).Add(cohort);
        while (good.Messages + poison.Messages is > 0 and var left)
        {
            var size = Math.Min(left, Mapping.BatchSize);
            var bad = Math.Clamp(Sampling.Binomial(random, size, (double)poison.Messages / left), size - Math.Min(size, good.Messages), poison.Messages);
            for (var needed = bad; poison.Take(needed, out var cohort); needed -= cohort.Count) one.Add(cohort);
            for (var needed = size - bad; good.Take(needed, out var cohort); needed -= cohort.Count) one.Add(cohort);
            var bin = durations[(int)(random.Next() & (ulong)(durations.Count - 1))];
            BeginOne(bin, one);
            budget -= bin.SlotSeconds;
        }

        return started;
    }

    /// <summary>One invocation with all that is in a buffer.</summary>
    private void BeginOne(in DurationTable.Bin bin, CohortBuffer messages)
    {
        var steps = bin.Whole + (int)Sampling.Binomial(random, 1, bin.Fraction);
        var errs = bin.TimesOut || (!Mapping.PartialBatch && (messages.HasPoison || Sampling.Binomial(random, 1, Function.ErrorRate) > 0));
        Function.Count(bin, 1, errs ? 1 : 0, steps);
        var (processed, stopped) = (0L, errs);
        while (messages.Take(long.MaxValue, out var cohort))
        {
            if (stopped)
            {
                Queue.LetReturn(clock.Second, cohort);
            }
            else if (Queue.Fifo)
            {
                // A function that reports failures of a FIFO queue stops at the first, so as to keep the order.
                var done = cohort.Poison ? 0 : BeforeFirstFailure(cohort.Count);
                processed += Keep(cohort with { Count = done }, steps);
                stopped = done < cohort.Count;
                if (stopped) Queue.LetReturn(clock.Second, cohort with { Count = cohort.Count - done });
            }
            else if (cohort.Poison)
            {
                Queue.LetReturn(clock.Second, cohort);
            }
            else
            {
                processed += Process(cohort, steps);
            }
        }

        End(bin, errs ? 0 : 1, errs ? 1 : 0, processed, steps);
    }

    private long BeforeFirstFailure(long count)
    {
        if (!Mapping.PartialBatch || Function.ErrorRate <= 0) return count;
        if (Function.ErrorRate >= 1) return 0;
        return (long)Math.Min(count, Math.Log(1 - random.NextDouble()) / Math.Log(1 - Function.ErrorRate));
    }
}
