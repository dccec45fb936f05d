using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>Capacity units: a write takes one per started KB, a read half of one per started 4 KB, or one when it is consistent; in a transaction twice that.</summary>
internal static class Capacity
{
    public static double Write(int bytes) => Math.Max(1, Math.Ceiling(bytes / 1024.0));

    public static double Read(long bytes, bool consistent) => Math.Max(1, Math.Ceiling(bytes / 4096.0)) * (consistent ? 1 : 0.5);

    /// <summary>ConsumedCapacity of one table, or null unless the request asks for it.</summary>
    public static JsonObject? Of(RequestBody request, Table table, double units) =>
        request.Choice("ReturnConsumedCapacity", "NONE", "INDEXES", "TOTAL") switch
        {
            "NONE" => null,
            "TOTAL" => new JsonObject { ["TableName"] = table.Name, ["CapacityUnits"] = units },
            _ => new JsonObject
            {
                ["TableName"] = table.Name,
                ["CapacityUnits"] = units,
                ["Table"] = new JsonObject { ["CapacityUnits"] = units },
            },
        };

    /// <summary>The same for an operation on several tables.</summary>
    public static void AddTo(JsonObject response, RequestBody request, IEnumerable<(Table Table, double Units)> uses)
    {
        var all = uses.GroupBy(u => u.Table).Select(g => Of(request, g.Key, g.Sum(u => u.Units))).ToList();
        if (all.TrueForAll(c => c is not null))
            response["ConsumedCapacity"] = new JsonArray([.. all]);
    }
}
