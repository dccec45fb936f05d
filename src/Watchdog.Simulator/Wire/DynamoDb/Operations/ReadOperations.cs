using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Expressions;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>Query and Scan.</summary>
internal sealed class ReadOperations(TableSet tables)
{
    public JsonObject Query(RequestBody request)
    {
        request.Refuse("KeyConditions", "QueryFilter", "AttributesToGet", "ConditionalOperator");
        var placeholders = Placeholders.Read(request, "FilterExpression", "KeyConditionExpression");
        var table = FindTable(request);
        var key = request.OptionalString("KeyConditionExpression") is { } k
            ? KeyCondition.Parse(k, table.Schema, placeholders)
            : throw DynamoDbException.Validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        var page = Page.Read(request, table, placeholders);
        if (page.Filter?.Paths.FirstOrDefault(p => table.Schema.Attributes.Any(a => a.Name == p.Attribute)) is { } path)
            throw DynamoDbException.Validation(
                $"Filter Expression can only contain non-primary key attributes: Primary key attribute: {path.Attribute}");
        if (page.Start is not null && (page.Start.Partition != key.Partition || key.Sort?.Holds(table.Schema.ToItem(page.Start)) == false))
            throw DynamoDbException.Validation("The provided starting key is outside query boundaries based on provided conditions");

        var forward = request.Optional("ScanIndexForward") is not { ValueKind: System.Text.Json.JsonValueKind.False };
        var items = table.Partition(key.Partition, forward).Where(i => key.Sort?.Holds(i) != false);
        if (page.Start?.Sort is { } start)
            items = items.Where(i => AttributeValueOrder.Compare(i.Entries[table.Schema.Sort!.Name], start) is { } order && (forward ? order > 0 : order < 0));
        else if (page.Start is not null)
            items = [];
        return page.Take(items, tables.Options.PageBytes);
    }

    public JsonObject Scan(RequestBody request)
    {
        request.Refuse("ScanFilter", "AttributesToGet", "ConditionalOperator");
        var placeholders = Placeholders.Read(request, "FilterExpression");
        var table = FindTable(request);
        var page = Page.Read(request, table, placeholders);
        var items = table.All();
        if (request.OptionalPositive("TotalSegments") is { } total)
        {
            var segment = request.Required("Segment").GetInt32();
            if (segment < 0 || segment >= total)
                throw DynamoDbException.Validation(
                    $"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {segment} is not less than TotalSegments: {total}");
            items = items.Where(i => Table.PartitionHash(i.Entries[table.Schema.Partition.Name]) % total == segment);
        }

        if (page.Start is not null)
            items = items.SkipWhile(i => !IsAfter(table.Schema.KeyOf(i), page.Start));
        return page.Take(items, tables.Options.PageBytes);
    }

    private Table FindTable(RequestBody request)
    {
        var table = tables.Find(request.Text("TableName"));
        return request.OptionalString("IndexName") is { } index
            ? throw DynamoDbException.Validation($"The table does not have the specified index: {index}")
            : table;
    }

    /// <summary>In the order of a scan. The start need not exist any more.</summary>
    private static bool IsAfter(ItemKey key, ItemKey start)
    {
        if (key.Partition == start.Partition)
            return start.Sort is not null && AttributeValueOrder.Compare(key.Sort!, start.Sort) > 0;
        var order = Table.PartitionHash(key.Partition).CompareTo(Table.PartitionHash(start.Partition));
        return order != 0 ? order > 0 : AttributeValueOrder.Compare(key.Partition, start.Partition) > 0;
    }
}
