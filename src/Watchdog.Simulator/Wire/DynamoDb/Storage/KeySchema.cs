using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>A table's primary key.</summary>
/// <param name="Sort">Null: the partition key alone.</param>
public sealed record KeySchema(KeyAttribute Partition, KeyAttribute? Sort)
{
    public IEnumerable<KeyAttribute> Attributes => Sort is null ? [Partition] : [Partition, Sort];

    /// <summary>The key of a whole item.</summary>
    /// <exception cref="DynamoDbException">An attribute of the key is missing, of another type, empty or too long.</exception>
    public ItemKey KeyOf(AttributeValue.Map item)
    {
        foreach (var attribute in Attributes)
        {
            if (!item.Entries.TryGetValue(attribute.Name, out var value))
                throw DynamoDbException.Validation($"One or more parameter values were invalid: Missing the key {attribute.Name} in the item");
            if (value.Type != attribute.Type)
                throw DynamoDbException.Validation(
                    $"One or more parameter values were invalid: Type mismatch for key {attribute.Name} expected: {attribute.Type} actual: {value.Type}");
            attribute.CheckSize(value);
        }

        return Pick(item);
    }

    /// <summary>A key given as such: exactly the attributes of the schema.</summary>
    /// <exception cref="DynamoDbException">It is not.</exception>
    public ItemKey ReadKey(AttributeValue.Map key)
    {
        if (key.Entries.Count != Attributes.Count() || Attributes.Any(a => key.Entries.GetValueOrDefault(a.Name)?.Type != a.Type))
            throw DynamoDbException.Validation("The provided key element does not match the schema");
        foreach (var attribute in Attributes)
            attribute.CheckSize(key.Entries[attribute.Name]);
        return Pick(key);
    }

    /// <summary>The key's attributes as an item.</summary>
    public AttributeValue.Map ToItem(ItemKey key)
    {
        var entries = AttributeValue.Map.Empty.Entries.Add(Partition.Name, key.Partition);
        return new AttributeValue.Map(Sort is null ? entries : entries.Add(Sort.Name, key.Sort!));
    }

    private ItemKey Pick(AttributeValue.Map item) => new(item.Entries[Partition.Name], Sort is null ? null : item.Entries[Sort.Name]);
}

/// <param name="Type">S, N or B.</param>
/// <param name="MaximumBytes">2048 for a partition key, 1024 for a sort key.</param>
public sealed record KeyAttribute(string Name, string Type, int MaximumBytes)
{
    public void CheckConditionType(AttributeValue value)
    {
        if (value.Type != Type)
            throw DynamoDbException.Validation("One or more parameter values were invalid: Condition parameter type does not match schema type");
        CheckSize(value);
    }

    public void CheckSize(AttributeValue value)
    {
        if (value.Type != "N" && value.Size == 0)
            throw DynamoDbException.Validation(
                $"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {(value.Type == "S" ? "string" : "binary")} value. Key: {Name}");
        if (value.Size > MaximumBytes)
            throw DynamoDbException.Validation(
                $"One or more parameter values were invalid: Size of {(MaximumBytes == 2048 ? "hashkey" : "rangekey")} has exceeded the maximum size limit of{MaximumBytes} bytes");
    }
}

/// <param name="Sort">Null in a table without a sort key.</param>
public sealed record ItemKey(AttributeValue Partition, AttributeValue? Sort);
