using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Expressions;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>
/// A checked write of one item that has not happened yet: by itself or as part of a transaction. Reading it finds every error that does
/// not depend on what is stored; <see cref="Evaluate"/> finds the rest and changes nothing.
/// </summary>
/// <param name="Next">From the stored item (null: none) to what it becomes (null: deleted).</param>
internal sealed record ItemWrite(
    Table Table, ItemKey Key, Condition? Condition, bool ReturnItemOnFailure, Func<AttributeValue.Map?, AttributeValue.Map?> Next)
{
    /// <summary>For an update: the paths that it touches.</summary>
    public IReadOnlyList<DocumentPath> Paths { get; private init; } = [];

    public static ItemWrite Put(RequestBody request, TableSet tables)
    {
        request.Refuse("Expected", "ConditionalOperator");
        var item = AttributeValueJson.ReadMap(request.Required("Item"));
        var (condition, _) = ReadExpressions(request, "ConditionExpression");
        var table = tables.Find(request.Text("TableName"));
        var key = table.Schema.KeyOf(item);
        CheckSize(item, "Item size has exceeded the maximum allowed size");
        return Create(request, table, key, condition, _ => item);
    }

    public static ItemWrite Delete(RequestBody request, TableSet tables)
    {
        request.Refuse("Expected", "ConditionalOperator");
        var (condition, _) = ReadExpressions(request, "ConditionExpression");
        var table = tables.Find(request.Text("TableName"));
        return Create(request, table, ReadKey(request, table), condition, _ => null);
    }

    /// <summary>A transaction's ConditionCheck: writes what is there.</summary>
    public static ItemWrite Check(RequestBody request, TableSet tables)
    {
        request.Required("ConditionExpression");
        return Delete(request, tables) with { Next = stored => stored };
    }

    public static ItemWrite Update(RequestBody request, TableSet tables)
    {
        request.Refuse("Expected", "ConditionalOperator", "AttributeUpdates");
        var (condition, update) = ReadExpressions(request, "UpdateExpression", "ConditionExpression");
        var table = tables.Find(request.Text("TableName"));
        var key = ReadKey(request, table);
        foreach (var path in update?.Paths ?? [])
        {
            if (table.Schema.Attributes.Any(a => a.Name == path.Attribute))
                throw DynamoDbException.Validation(
                    $"One or more parameter values were invalid: Cannot update attribute {path.Attribute}. This attribute is part of the key");
        }

        return Create(request, table, key, condition, Updated) with { Paths = update?.Paths ?? [] };

        AttributeValue.Map Updated(AttributeValue.Map? stored)
        {
            var item = stored ?? table.Schema.ToItem(key);
            item = update?.Apply(item) ?? item;
            CheckSize(item, "Item size to update has exceeded the maximum allowed size");
            return item;
        }
    }

    /// <returns>What is stored and what it would become.</returns>
    /// <exception cref="DynamoDbException">The condition does not hold, or the update does not fit the item.</exception>
    public (AttributeValue.Map? Old, AttributeValue.Map? New) Evaluate()
    {
        var stored = Table.Find(Key);
        if (Condition?.Holds(stored ?? AttributeValue.Map.Empty) == false)
        {
            throw new DynamoDbException("ConditionalCheckFailedException", "The conditional request failed")
            {
                Members = ReturnItemOnFailure && stored is not null ? new JsonObject { ["Item"] = AttributeValueJson.WriteMap(stored) } : [],
            };
        }

        return (stored, Next(stored));
    }

    private static ItemWrite Create(
        RequestBody request, Table table, ItemKey key, Condition? condition, Func<AttributeValue.Map?, AttributeValue.Map?> next) =>
        new(table, key, condition, request.Choice("ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD") == "ALL_OLD", next);

    private static ItemKey ReadKey(RequestBody request, Table table) =>
        table.Schema.ReadKey(AttributeValueJson.ReadMap(request.Required("Key")));

    private static (Condition? Condition, UpdateExpression? Update) ReadExpressions(RequestBody request, params string[] members)
    {
        var placeholders = Placeholders.Read(request, members);
        var update = members.Contains("UpdateExpression") && request.OptionalString("UpdateExpression") is { } u
            ? UpdateParser.Parse(u, placeholders)
            : null;
        var condition = request.OptionalString("ConditionExpression") is { } c
            ? ConditionParser.Parse(c, "ConditionExpression", placeholders)
            : null;
        placeholders.CheckAllUsed();
        return (condition, update);
    }

    private static void CheckSize(AttributeValue.Map item, string message)
    {
        if (ItemSize.Of(item) > ItemSize.Maximum)
            throw DynamoDbException.Validation(message);
    }
}
