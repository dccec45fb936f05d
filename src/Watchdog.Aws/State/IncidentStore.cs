using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>
/// Partition <c>incident</c> holds the open ones by their key; <c>incident-history</c> the closed ones by the time of closing, which DynamoDB
/// removes after 30 days.
/// </summary>
internal sealed class IncidentStore(Table table) : IIncidentStore
{
    private const string Open = "incident";

    private const string History = "incident-history";

    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) =>
        await ReadAsync(new TableQuery(Open), cancellationToken);

    public Task<bool> TrySaveAsync(Incident incident, CancellationToken cancellationToken) =>
        table.TryWriteAsync([table.Put(Item(Open, incident.Key, incident), Condition.Before(incident.Version))], cancellationToken);

    public Task<bool> TryCloseAsync(Incident incident, CancellationToken cancellationToken)
    {
        var writes = new List<TransactWriteItem> { table.Delete(Open, incident.Key, Condition.Before(incident.Version)) };
        if (incident.FiredAt is not null)
            writes.Add(table.Put(HistoryItem(incident), Condition.Absent));
        return table.TryWriteAsync(writes, cancellationToken);
    }

    public async Task<IReadOnlyList<Incident>> ReadHistoryAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        await ReadAsync(new TableQuery(History, FromSort: since.ToSortable()), cancellationToken);

    private async Task<List<Incident>> ReadAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var incidents = new List<Incident>();
        await foreach (var item in table.QueryAsync(query, cancellationToken))
            incidents.Add(Read(item));
        return incidents;
    }

    private static Dictionary<string, AttributeValue> HistoryItem(Incident incident)
    {
        // Closed after the judgement that ended it, or after the last that was made of it.
        var closed = incident.ResolvedAt ?? incident.JudgedAt;
        var item = Item(History, $"{closed.ToSortable()}#{incident.Key}", incident);
        item[Table.TimeToLive] = Condition.Number((closed + _kept).ToUnixTimeSeconds());
        return item;
    }

    private static Dictionary<string, AttributeValue> Item(string partition, string sort, Incident incident)
    {
        var item = Table.Key(partition, sort);
        item[Condition.Version] = Condition.Number(incident.Version);
        item[Table.State] = new() { S = JsonSerializer.Serialize(incident, AwsJson.Default.Incident) };
        return item;
    }

    private static Incident Read(Dictionary<string, AttributeValue> item) =>
        JsonSerializer.Deserialize(item[Table.State].S, AwsJson.Default.Incident)
        ?? throw new InvalidDataException($"The stored incident {item[Table.SortKey].S} is empty.");
}
