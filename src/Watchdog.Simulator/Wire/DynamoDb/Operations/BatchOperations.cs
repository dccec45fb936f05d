using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Expressions;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>BatchGetItem and BatchWriteItem. A read that fills the page leaves the rest to UnprocessedKeys.</summary>
internal sealed class BatchOperations(TableSet tables)
{
    private const int MaximumReads = 100;
    private const int MaximumWrites = 25;

    public JsonObject Get(RequestBody request)
    {
        var responses = new JsonObject();
        var unprocessed = new JsonObject();
        List<(Table, double)> uses = [];
        long bytes = 0;
        var count = 0;
        foreach (var (name, ask) in TableRequests(request))
        {
            ask.Refuse("AttributesToGet");
            var table = tables.Find(name);
            var placeholders = Placeholders.Read(ask, "ProjectionExpression");
            var projection = ask.OptionalString("ProjectionExpression") is { } p ? Projection.Parse(p, placeholders) : null;
            placeholders.CheckAllUsed();
            List<(JsonElement Raw, ItemKey Key)> keys =
                [.. ask.Objects("Keys").Select(k => (k.Element, table.Schema.ReadKey(AttributeValueJson.ReadMap(k.Element))))];
            if (keys.DistinctBy(k => k.Key).Count() != keys.Count)
                throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
            if ((count += keys.Count) > MaximumReads)
                throw DynamoDbException.Validation("Too many items requested for the BatchGetItem call");

            var items = new JsonArray();
            var left = new JsonArray();
            foreach (var (raw, key) in keys)
            {
                if (bytes >= tables.Options.PageBytes)
                {
                    left.Add(JsonNode.Parse(raw.GetRawText()));
                }
                else if (table.Find(key) is { } item)
                {
                    bytes += ItemSize.Of(item);
                    uses.Add((table, Capacity.Read(ItemSize.Of(item), ask.Flag("ConsistentRead"))));
                    items.Add(AttributeValueJson.WriteMap(projection?.Of(item) ?? item));
                }
            }

            responses[table.Name] = items;
            if (left.Count == 0)
                continue;
            var rest = JsonNode.Parse(ask.Element.GetRawText())!.AsObject();
            rest["Keys"] = left;
            unprocessed[name] = rest;
        }

        var response = new JsonObject { ["Responses"] = responses, ["UnprocessedKeys"] = unprocessed };
        Capacity.AddTo(response, request, uses);
        return response;
    }

    public JsonObject Write(RequestBody request)
    {
        List<ItemWrite> writes = [.. TableRequests(request).SelectMany(t => t.Ask.Element.EnumerateArray().Select(e => ReadWrite(t.Name, new(e))))];
        if (writes.Count > MaximumWrites)
            throw DynamoDbException.Validation("Too many items requested for the BatchWriteItem call");
        if (writes.DistinctBy(w => (w.Table, w.Key)).Count() != writes.Count)
            throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
        foreach (var write in writes)
            write.Table.Write(write.Key, write.Evaluate().New);
        var response = new JsonObject { ["UnprocessedItems"] = new JsonObject() };
        Capacity.AddTo(response, request, writes.Select(w => (w.Table, 1.0)));
        return response;
    }

    private static List<(string Name, RequestBody Ask)> TableRequests(RequestBody request)
    {
        List<(string, RequestBody)> asks = [.. request.Nested("RequestItems").Element.EnumerateObject().Select(m => (m.Name, new RequestBody(m.Value)))];
        return asks.Count > 0
            ? asks
            : throw DynamoDbException.Constraint("'{}'", "requestItems", "Member must have length greater than or equal to 1");
    }

    private ItemWrite ReadWrite(string table, RequestBody ask)
    {
        var kind = ask.Optional("PutRequest") is not null ? "PutRequest" : "DeleteRequest";
        var members = JsonNode.Parse(ask.Nested(kind).Element.GetRawText())!.AsObject();
        members["TableName"] = table;
        var request = new RequestBody(JsonSerializer.SerializeToElement(members));
        return kind == "PutRequest" ? ItemWrite.Put(request, tables) : ItemWrite.Delete(request, tables);
    }
}
