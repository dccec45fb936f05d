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
    /// <param name="messages">That were processed.</param>
    /// <param name="count">That come back.</param>
    public void WroteBack(long messages, long count)
    {
        var all = processed.Sum();
        if (all <= 0) return;
        var done = Math.Min(1, messages / all);
        for (var turn = 0; turn < Turns; turn++)
        {
            waiting[turn + 1] += count * processed[turn] / all;
            processed[turn] -= processed[turn] * done;
        }
    }

    /// <summary>Takes messages up; gives how many of them are dropped instead of being worked on.</summary>
    public long Drop(long taken)
    {
        var known = waiting.Sum();
        // What nobody wrote back came from outside.
        if (taken > known) waiting[0] += taken - known;
        known = Math.Max(known, taken);
        if (known <= 0) return 0;
        var share = taken / known;
        var over = Math.Min(taken, random.Round(waiting[Turns] * share));
        var through = waiting[..Turns].Sum() * share;
        for (var turn = 0; turn < Turns && through > 0; turn++) processed[turn] += waiting[turn] * share * (taken - over) / through;
        for (var turn = 0; turn <= Turns; turn++) waiting[turn] -= waiting[turn] * share;
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
