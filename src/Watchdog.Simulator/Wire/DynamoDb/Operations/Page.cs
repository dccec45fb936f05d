using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Expressions;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>What Query and Scan share: where a page starts and ends, and what of its items is shown.</summary>
internal sealed record Page(
    RequestBody Request, Table Table, Condition? Filter, Projection? Projection, int? Limit, ItemKey? Start, bool CountOnly)
{
    public static Page Read(RequestBody request, Table table, Placeholders placeholders)
    {
        var filter = request.OptionalString("FilterExpression") is { } f ? ConditionParser.Parse(f, "FilterExpression", placeholders) : null;
        var projection = request.OptionalString("ProjectionExpression") is { } p ? Projection.Parse(p, placeholders) : null;
        placeholders.CheckAllUsed();
        var select = request.Choice(
            "Select", projection is null ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_PROJECTED_ATTRIBUTES");
        return new Page(request, table, filter, projection, request.OptionalPositive("Limit"), ReadStart(request, table), select == "COUNT");
    }

    /// <summary>
    /// Limit and size count what was read, before the filter. A page that ended for either reason names the last key it read, even when
    /// nothing follows: only its absence means the end.
    /// </summary>
    public JsonObject Take(IEnumerable<AttributeValue.Map> items, int pageBytes)
    {
        var scanned = 0;
        long bytes = 0;
        AttributeValue.Map? last = null;
        List<AttributeValue.Map> matching = [];
        foreach (var item in items)
        {
            scanned++;
            bytes += ItemSize.Of(item);
            if (Filter?.Holds(item) != false)
                matching.Add(item);
            if (scanned == Limit || bytes >= pageBytes)
            {
                last = item;
                break;
            }
        }

        var response = new JsonObject { ["Count"] = matching.Count, ["ScannedCount"] = scanned };
        if (!CountOnly)
            response["Items"] = new JsonArray([.. matching.Select(i => AttributeValueJson.WriteMap(Projection?.Of(i) ?? i))]);
        if (last is not null)
            response["LastEvaluatedKey"] = AttributeValueJson.WriteMap(Table.Schema.ToItem(Table.Schema.KeyOf(last)));
        if (Capacity.Of(Request, Table, Capacity.Read(bytes, Request.Flag("ConsistentRead"))) is { } consumed)
            response["ConsumedCapacity"] = consumed;
        return response;
    }

    private static ItemKey? ReadStart(RequestBody request, Table table)
    {
        if (request.Optional("ExclusiveStartKey") is not { } start)
            return null;
        try
        {
            return table.Schema.ReadKey(AttributeValueJson.ReadMap(start));
        }
        catch (DynamoDbException e) when (e.Code == "ValidationException")
        {
            throw DynamoDbException.Validation($"The provided starting key is invalid: {e.Message}");
        }
    }
}
