using System.Collections.Immutable;

namespace Watchdog.Cli.Staging;

/// <summary>The watched part of the account at the end of a minute; Watchdog's own functions are left out.</summary>
/// <param name="Visible">Messages on all queues that wait to be received.</param>
/// <param name="InFlight">Messages on all queues that were received and not deleted.</param>
/// <param name="Invocations">Of all functions in the last minute; so are the next two.</param>
/// <param name="Concurrency">Sum of the functions' highest concurrency in the last minute.</param>
internal sealed record AccountView(
    long Visible, long InFlight, long Invocations, long Errors, long Throttles, long Concurrency, ImmutableArray<MappingView> Mappings);

/// <summary>An event source mapping as an operator sees it.</summary>
/// <param name="Source">The queue's name.</param>
/// <param name="MaximumConcurrency">Null: no cap.</param>
internal sealed record MappingView(string Uuid, string Source, string Function, string State, int? MaximumConcurrency)
{
    public override string ToString() => $"{Source} -> {Function}: {State}, {(MaximumConcurrency is { } cap ? $"maximum concurrency {cap}" : "no cap")}";
}
