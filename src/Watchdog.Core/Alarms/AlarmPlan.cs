using System.Collections.Frozen;
using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Alarms;

/// <summary>The alarms that should be there.</summary>
/// <param name="Wanted">One of each name.</param>
/// <param name="Undecided">Names of alarms of which it is not known whether they should be: they stay as they are.</param>
public sealed record AlarmPlan(ImmutableArray<ResourceAlarm> Wanted, FrozenSet<string> Undecided)
{
    /// <param name="asking">ARNs of the resources whose owners ask for alarms.</param>
    /// <param name="reservations">The reserved concurrency of functions of which it was read; null: none is reserved.</param>
    /// <param name="stack">Its own functions and queues get none: they have the template's.</param>
    public static AlarmPlan Of(Inventory inventory, IReadOnlySet<string> asking, IReadOnlyDictionary<string, int?> reservations, WatchdogStack stack)
    {
        var functions = FunctionsAsking(inventory, asking, stack);
        var alarms = functions.SelectMany(f => FunctionAlarms.Of(f, stack))
            .Concat(functions.Where(f => reservations.ContainsKey(f.Name)).Select(f => FunctionAlarms.OfReservation(f, reservations[f.Name], stack)).OfType<ResourceAlarm>())
            .Concat(functions.Concat(ReadersOfStreams(inventory, asking, stack)).Select(f => FunctionAlarms.OfStreams(f, inventory, stack)).OfType<ResourceAlarm>())
            .Concat(OfQueues(inventory, asking, stack));
        return new AlarmPlan(
            // A dead-letter queue may be asked for by several queues, and a function by itself and its streams: the alarm is the same.
            [.. alarms.DistinctBy(a => a.Name)],
            functions.Where(f => !reservations.ContainsKey(f.Name)).Select(f => FunctionAlarms.ReservationName(f, stack)).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The functions that ask themselves, in the order of their names.</summary>
    public static ImmutableArray<Function> FunctionsAsking(Inventory inventory, IReadOnlySet<string> asking, WatchdogStack stack) =>
        [.. inventory.Functions.Where(f => asking.Contains(f.Arn) && !stack.Owns(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal)];

    private static IEnumerable<Function> ReadersOfStreams(Inventory inventory, IReadOnlySet<string> asking, WatchdogStack stack) =>
        from stream in inventory.Streams
        where asking.Contains(TaggedArn(stream))
        from mapping in inventory.MappingsFrom(stream.Arn)
        let function = inventory.FindFunction(mapping.FunctionName)
        where function is not null && !stack.Owns(function.Name)
        select function;

    private static IEnumerable<ResourceAlarm> OfQueues(Inventory inventory, IReadOnlySet<string> asking, WatchdogStack stack)
    {
        foreach (var queue in inventory.Queues.Where(q => asking.Contains(q.Arn) && !stack.Owns(q.Name)))
        {
            if (inventory.IsDeadLetterQueue(queue))
                yield return QueueAlarms.OfDeadLetters(queue, inventory, stack);
            else
                yield return QueueAlarms.OfAge(queue, inventory, stack);
            if (queue.Redrive is { } redrive && inventory.FindQueueByArn(redrive.DeadLetterQueueArn) is { } deadLetters && !stack.Owns(deadLetters.Name))
                yield return QueueAlarms.OfDeadLetters(deadLetters, inventory, stack);
        }
    }

    /// <summary>A mapping names the stream of a table, or a consumer of a stream; what bears tags is the table or the stream.</summary>
    private static string TaggedArn(EventStream stream) =>
        string.Join('/', stream.Arn.Split('/').Take(2));
}
