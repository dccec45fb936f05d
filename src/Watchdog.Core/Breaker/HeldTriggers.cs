using System.Collections.Immutable;
using Watchdog.Core.Text;

namespace Watchdog.Core.Breaker;

/// <summary>Says what a circuit does to what it holds, and what becomes of events meanwhile.</summary>
public static class HeldTriggers
{
    /// <summary>How long Lambda tries an asynchronous event that it refuses for want of concurrency.</summary>
    public static readonly TimeSpan Retries = TimeSpan.FromHours(6);

    /// <returns>Sentences; none of a closed circuit.</returns>
    public static ImmutableArray<string> Describe(Circuit circuit)
    {
        if (circuit.State == CircuitState.Closed)
            return [];
        return
        [
            .. circuit.Recorded.OfType<RecordedMapping>().Where(m => m.Enabled).GroupBy(m => Kind(circuit, m)).OrderBy(g => g.Key).Select(Mappings),
            .. DescribePush(circuit),
        ];
    }

    /// <summary>The same of what has no mapping.</summary>
    public static ImmutableArray<string> DescribePush(Circuit circuit) => circuit.State == CircuitState.Closed
        ? []
        :
        [
            .. circuit.Recorded.OfType<RecordedConcurrency>().Select(c => Concurrency(circuit, c)).OfType<string>(),
            .. circuit.Recorded.OfType<RecordedRule>().Where(r => r.Enabled && circuit.State == CircuitState.Open).Select(r =>
                $"The rule {HeldRule.ShortName(r)}, which calls nothing but {r.Function}, is disabled: what it would have matched meanwhile is lost."),
        ];

    private static MappingHold Kind(Circuit circuit, RecordedMapping recorded)
    {
        var target = MappingTarget.For(circuit, recorded);
        return (target.Enabled, recorded.Stream is null) switch
        {
            (false, true) => MappingHold.QueuePaused,
            (false, false) => MappingHold.StreamPaused,
            (true, true) => MappingHold.QueueChoked,
            _ => MappingHold.StreamChoked,
        };
    }

    private static string Mappings(IGrouping<MappingHold, RecordedMapping> held)
    {
        var list = Say.List([.. held.Select(m => $"{HeldMapping.SourceOf(m)} -> {m.Function}")]);
        var (it, its) = held.Count() == 1 ? ("mapping", "is") : ("mappings", "are");
        return held.Key switch
        {
            MappingHold.QueuePaused => $"The {it} {list} {its} disabled: messages wait on the queue until its retention period is over.",
            MappingHold.StreamPaused => $"The {it} {list} {its} disabled: records wait in the stream until its retention period is over.",
            MappingHold.QueueChoked => $"The {it} {list} {its} held to a trickle: the other messages wait on the queue.",
            _ => $"The {it} {list} {its} held to a trickle: the other records wait in the stream.",
        };
    }

    private static string? Concurrency(Circuit circuit, RecordedConcurrency recorded)
    {
        var target = ConcurrencyTarget.For(circuit, recorded).Reserved;
        if (target == recorded.Reserved)
            return null;
        return target == 0
            ? $"The reserved concurrency of {recorded.Function} is 0: nothing runs, and asynchronous events "
                + (recorded.HasFailureDestination ? "go to its failure destination at once." : "are LOST, for it has no failure destination.")
            : $"The reserved concurrency of {recorded.Function} is {target}: asynchronous events wait and are tried again for {Retries.TotalHours} hours; "
                + $"nothing is lost before {Say.Time(circuit.Since + Retries)}, and after that "
                + (recorded.HasFailureDestination ? "they go to its failure destination." : "they are lost, for it has no failure destination.");
    }

    private enum MappingHold
    {
        QueuePaused,
        StreamPaused,
        QueueChoked,
        StreamChoked,
    }
}
