using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>A table and its items. Not thread-safe.</summary>
public sealed class Table(string name, string arn, KeySchema schema, DateTimeOffset createdAt)
{
    private static readonly AttributeValue NoSort = new AttributeValue.Text("");
    private readonly Dictionary<AttributeValue, SortedDictionary<AttributeValue, AttributeValue.Map>> partitions = [];

    public string Name { get; } = name;

    public string Arn { get; } = arn;

    public KeySchema Schema { get; } = schema;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Null while time to live is off. Expired items stay readable, as they do on AWS for up to days: callers compare for themselves.</summary>
    public string? TimeToLiveAttribute { get; set; }

    public bool DeletionProtection { get; set; }

    public int Count => partitions.Values.Sum(p => p.Count);

    public long Bytes => partitions.Values.SelectMany(p => p.Values).Sum(i => (long)ItemSize.Of(i));

    public AttributeValue.Map? Find(ItemKey key) => partitions.GetValueOrDefault(key.Partition)?.GetValueOrDefault(key.Sort ?? NoSort);

    /// <param name="item">Null deletes.</param>
    public void Write(ItemKey key, AttributeValue.Map? item)
    {
        if (item is not null)
        {
            if (!partitions.TryGetValue(key.Partition, out var items))
                partitions[key.Partition] = items = new(AttributeValueOrder.Instance);
            items[key.Sort ?? NoSort] = item;
        }
        else if (partitions.TryGetValue(key.Partition, out var items) && items.Remove(key.Sort ?? NoSort) && items.Count == 0)
        {
            partitions.Remove(key.Partition);
        }
    }

    /// <summary>The items of one partition, by sort key.</summary>
    public IEnumerable<AttributeValue.Map> Partition(AttributeValue partition, bool forward)
    {
        var items = partitions.GetValueOrDefault(partition)?.Values ?? Enumerable.Empty<AttributeValue.Map>();
        return forward ? items : items.Reverse();
    }

    /// <summary>All items; partitions stand in the order of a hash, so that no caller can lean on one.</summary>
    public IEnumerable<AttributeValue.Map> All() => partitions
        .OrderBy(p => PartitionHash(p.Key))
        .ThenBy(p => p.Key, AttributeValueOrder.Instance)
        .SelectMany(p => p.Value.Values);

    public static uint PartitionHash(AttributeValue partition) =>
        Crc32.Of(System.Text.Encoding.UTF8.GetBytes(AttributeValueJson.Write(partition).ToJsonString()));
}
