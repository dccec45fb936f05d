using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// AWS's recursive loop detection: it drops what would be the 17th turn of one chain. What waits before the function is taken to be well
/// mixed: of its messages it is known how many have turned how often, not which.
/// </summary>
internal sealed class LoopChain(MetricStore store, string functionName, RandomStream random)
{
    /// <summary>Turns that are let through.</summary>
    private const int Turns = 16;

    private readonly double[] waiting = new double[Turns + 1];
    private readonly double[] processed = new double[Turns + 1];
    private long dropped;

    /// <summary>What comes back to the function of what it has just processed.</summary>
    public void WroteBack(long count)
    {
        var all = processed.Sum();
        if (all <= 0) return;
        for (var turn = 0; turn < Turns; turn++) waiting[turn + 1] += count * processed[turn] / all;
        Array.Clear(processed);
    }

    /// <summary>Takes messages up; gives how many of them are dropped instead of being worked on.</summary>
    public long Drop(long taken)
    {
        var known = waiting.Sum();
        // What nobody wrote back came from outside.
        if (taken > known) waiting[0] += taken - known;
        known = Math.Max(known, taken);
        if (known <= 0) return 0;
        var over = Sampling.Binomial(random, taken, Math.Clamp(waiting[Turns] / known, 0, 1));
        var share = taken / known;
        for (var turn = 0; turn < Turns; turn++)
        {
            processed[turn] += waiting[turn] * share;
            waiting[turn] -= waiting[turn] * share;
        }

        waiting[Turns] = Math.Max(0, waiting[Turns] - over);
        dropped += over;
        return over;
    }

    public void Flush(int minute)
    {
        if (dropped == 0) return;
        store.SeriesOf(new MetricId("AWS/Lambda", "RecursiveInvocationsDropped", "Count", new MetricDimension("FunctionName", functionName)))
            .Add(minute, minute, new StatisticSet { Sum = dropped, Minimum = 1, Maximum = 1, Count = dropped }, null);
        dropped = 0;
    }
}
