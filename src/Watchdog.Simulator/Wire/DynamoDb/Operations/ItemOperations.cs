using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Expressions;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>GetItem, PutItem, UpdateItem, DeleteItem.</summary>
internal sealed class ItemOperations(TableSet tables)
{
    public JsonObject Get(RequestBody request)
    {
        var (table, item, bytes) = Read(request, tables);
        var response = new JsonObject();
        if (item is not null)
            response["Item"] = AttributeValueJson.WriteMap(item);
        return WithCapacity(response, request, table, Capacity.Read(bytes, request.Flag("ConsistentRead")));
    }

    public JsonObject Put(RequestBody request)
    {
        var write = ItemWrite.Put(request, tables);
        return Write(request, write, OldOnly(request));
    }

    public JsonObject Delete(RequestBody request)
    {
        var write = ItemWrite.Delete(request, tables);
        return Write(request, write, OldOnly(request));
    }

    public JsonObject Update(RequestBody request) => Write(
        request, ItemWrite.Update(request, tables), request.Choice("ReturnValues", "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"));

    /// <summary>The item that Key and ProjectionExpression ask for, and its full size in bytes.</summary>
    internal static (Table Table, AttributeValue.Map? Item, int Bytes) Read(RequestBody request, TableSet tables)
    {
        request.Refuse("AttributesToGet");
        var placeholders = Placeholders.Read(request, "ProjectionExpression");
        var projection = request.OptionalString("ProjectionExpression") is { } p ? Projection.Parse(p, placeholders) : null;
        placeholders.CheckAllUsed();
        var table = tables.Find(request.Text("TableName"));
        var item = table.Find(table.Schema.ReadKey(AttributeValueJson.ReadMap(request.Required("Key"))));
        return (table, item is null ? null : projection?.Of(item) ?? item, item is null ? 0 : ItemSize.Of(item));
    }

    private static JsonObject Write(RequestBody request, ItemWrite write, string returnValues)
    {
        var (old, @new) = write.Evaluate();
        write.Table.Write(write.Key, @new);
        var attributes = returnValues switch
        {
            "ALL_OLD" => old,
            "ALL_NEW" => @new,
            "UPDATED_OLD" when old is not null => Touched(write, old),
            "UPDATED_NEW" when @new is not null => Touched(write, @new),
            _ => null,
        };
        var response = new JsonObject();
        if (attributes is not null)
            response["Attributes"] = AttributeValueJson.WriteMap(attributes);
        var bytes = Math.Max(old is null ? 0 : ItemSize.Of(old), @new is null ? 0 : ItemSize.Of(@new));
        return WithCapacity(response, request, write.Table, Capacity.Write(bytes));
    }

    private static AttributeValue.Map? Touched(ItemWrite write, AttributeValue.Map item) =>
        write.Paths.Count > 0 && new Projection(write.Paths).Of(item) is { Entries.IsEmpty: false } part ? part : null;

    private static string OldOnly(RequestBody request)
    {
        var value = request.Choice("ReturnValues", "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");
        return value is "NONE" or "ALL_OLD" ? value : throw DynamoDbException.Validation("Return values set to invalid value");
    }

    private static JsonObject WithCapacity(JsonObject response, RequestBody request, Table table, double units)
    {
        if (Capacity.Of(request, table, units) is { } consumed)
            response["ConsumedCapacity"] = consumed;
        return response;
    }
}
