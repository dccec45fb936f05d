using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Watchdog.Core.Breaker;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>
/// Partition <c>circuit</c> holds the circuits by function; <c>circuit-history</c> the transitions by time. They are few, and never removed: who
/// stopped what, and why, may be asked years later.
/// </summary>
internal sealed class CircuitStore(Table table) : ICircuitStore
{
    private const string Circuits = "circuit";

    private const string History = "circuit-history";

    private const string Function = "function";

    public async Task<Circuit?> FindAsync(string function, CancellationToken cancellationToken) =>
        await table.FindAsync(Circuits, function, cancellationToken) is { } item ? Read(item) : null;

    public async Task<IReadOnlyList<Circuit>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var circuits = new List<Circuit>();
        await foreach (var item in table.QueryAsync(new TableQuery(Circuits), cancellationToken))
            circuits.Add(Read(item));
        return circuits;
    }

    public Task<bool> TrySaveAsync(Circuit circuit, CircuitTransition? transition, CancellationToken cancellationToken)
    {
        var item = Table.Key(Circuits, circuit.Function);
        item[Condition.Version] = Condition.Number(circuit.Version);
        item[Table.State] = new() { S = JsonSerializer.Serialize(circuit, AwsJson.Default.Circuit) };
        var writes = new List<TransactWriteItem> { table.Put(item, Condition.Before(circuit.Version)) };
        if (transition is not null)
            writes.Add(table.Put(HistoryItem(transition), Condition.Absent));
        return table.TryWriteAsync(writes, cancellationToken);
    }

    public async Task<IReadOnlyList<CircuitTransition>> ReadHistoryAsync(string? function, int limit, CancellationToken cancellationToken)
    {
        var transitions = new List<CircuitTransition>();
        if (limit <= 0)
            return transitions;
        await foreach (var item in table.QueryAsync(new TableQuery(History, Descending: true), cancellationToken))
        {
            if (function is not null && item[Function].S != function)
                continue;
            transitions.Add(ReadTransition(item));
            if (transitions.Count == limit)
                break;
        }
        return transitions;
    }

    private static Dictionary<string, AttributeValue> HistoryItem(CircuitTransition transition)
    {
        // The version keeps two transitions of one moment in their order, and apart.
        var version = transition.CircuitVersion.ToString("D19", CultureInfo.InvariantCulture);
        var item = Table.Key(History, $"{transition.At.ToSortable()}#{version}#{transition.Function}");
        item[Function] = new() { S = transition.Function };
        item[Table.State] = new() { S = JsonSerializer.Serialize(transition, AwsJson.Default.CircuitTransition) };
        return item;
    }

    private static Circuit Read(Dictionary<string, AttributeValue> item) =>
        JsonSerializer.Deserialize(item[Table.State].S, AwsJson.Default.Circuit)
        ?? throw new InvalidDataException($"The stored circuit of {item[Table.SortKey].S} is empty.");

    private static CircuitTransition ReadTransition(Dictionary<string, AttributeValue> item) =>
        JsonSerializer.Deserialize(item[Table.State].S, AwsJson.Default.CircuitTransition)
        ?? throw new InvalidDataException($"The stored transition {item[Table.SortKey].S} is empty.");
}
