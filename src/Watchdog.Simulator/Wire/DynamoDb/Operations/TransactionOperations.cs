using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>TransactWriteItems and TransactGetItems: all or nothing.</summary>
internal sealed class TransactionOperations(TableSet tables)
{
    private const int MaximumItems = 100;

    /// <summary>How long the same ClientRequestToken stands for the same request.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    public JsonObject Write(RequestBody request)
    {
        List<ItemWrite> writes = [.. Items(request).Select(ReadWrite)];
        if (writes.DistinctBy(w => (w.Table, w.Key)).Count() != writes.Count)
            throw DynamoDbException.Validation("Transaction request cannot include multiple operations on one item");
        var response = new JsonObject();
        Capacity.AddTo(response, request, writes.Select(w => (w.Table, Units: 2.0)));
        if (IsRepeated(request))
            return response;

        var outcomes = writes.ConvertAll(Evaluate);
        if (outcomes.Exists(o => o.Failure is not null))
            throw Cancelled(outcomes.ConvertAll(o => o.Failure));
        foreach (var (write, outcome) in writes.Zip(outcomes))
            write.Table.Write(write.Key, outcome.New);
        if (request.OptionalString("ClientRequestToken") is { } token)
            tables.TransactionTokens[token] = (Body(request), tables.Now);
        return response;
    }

    public JsonObject Get(RequestBody request)
    {
        var reads = Items(request).Select(i => ItemOperations.Read(i.Nested("Get"), tables)).ToList();
        var response = new JsonObject
        {
            ["Responses"] = new JsonArray(
                [.. reads.Select(r => r.Item is null ? new JsonObject() : new JsonObject { ["Item"] = AttributeValueJson.WriteMap(r.Item) })]),
        };
        Capacity.AddTo(response, request, reads.Select(r => (r.Table, 2 * Capacity.Read(r.Bytes, consistent: true))));
        return response;
    }

    private static List<RequestBody> Items(RequestBody request)
    {
        List<RequestBody> items = [.. request.Objects("TransactItems")];
        return items.Count switch
        {
            0 => throw DynamoDbException.Constraint("'[]'", "transactItems", "Member must have length greater than or equal to 1"),
            > MaximumItems => throw DynamoDbException.Constraint("'[…]'", "transactItems", $"Member must have length less than or equal to {MaximumItems}"),
            _ => items,
        };
    }

    private ItemWrite ReadWrite(RequestBody item)
    {
        List<string> kinds = [.. item.Element.EnumerateObject().Select(m => m.Name)];
        if (kinds.Count != 1)
            throw DynamoDbException.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        var request = item.Nested(kinds[0]);
        return kinds[0] switch
        {
            "Put" => ItemWrite.Put(request, tables),
            "Update" => ItemWrite.Update(request, tables),
            "Delete" => ItemWrite.Delete(request, tables),
            "ConditionCheck" => ItemWrite.Check(request, tables),
            _ => throw DynamoDbException.Validation("TransactItems can only contain one of Check, Put, Update or Delete"),
        };
    }

    private bool IsRepeated(RequestBody request)
    {
        if (request.OptionalString("ClientRequestToken") is not { } token || !tables.TransactionTokens.TryGetValue(token, out var earlier) ||
            tables.Now - earlier.At > TokenLifetime)
            return false;
        return earlier.Request == Body(request)
            ? true
            : throw new DynamoDbException(
                "IdempotentParameterMismatchException", "There was an attempt to use the same ClientRequestToken with different parameters");
    }

    private static string Body(RequestBody request) => request.Required("TransactItems").GetRawText();

    private static (AttributeValue.Map? New, DynamoDbException? Failure) Evaluate(ItemWrite write)
    {
        try
        {
            return (write.Evaluate().New, null);
        }
        catch (DynamoDbException e)
        {
            return (null, e);
        }
    }

    private static DynamoDbException Cancelled(List<DynamoDbException?> failures)
    {
        var reasons = failures.ConvertAll(f =>
        {
            var reason = new JsonObject { ["Code"] = Code(f) };
            if (f is null)
                return reason;
            reason["Message"] = f.Message;
            if (f.Members["Item"] is { } item)
                reason["Item"] = item.DeepClone();
            return reason;
        });
        return new DynamoDbException(
            "TransactionCanceledException",
            $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", failures.Select(Code))}]")
        {
            Members = new JsonObject { ["CancellationReasons"] = new JsonArray([.. reasons]) },
        };
    }

    private static string Code(DynamoDbException? failure) => failure?.Code switch
    {
        null => "None",
        "ConditionalCheckFailedException" => "ConditionalCheckFailed",
        _ => "ValidationError",
    };
}
