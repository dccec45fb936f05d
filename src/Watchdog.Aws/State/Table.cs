using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Watchdog.Aws.State;

/// <summary>
/// The stack's one DynamoDB table. Reads are consistent: a watcher has to see what the breaker has just written. What is kept is one JSON text in
/// <c>state</c>, next to the attributes that conditions and filters need.
/// </summary>
internal sealed class Table(IAmazonDynamoDB dynamo, string name)
{
    public const string PartitionKey = "pk";

    public const string SortKey = "sk";

    /// <summary>Epoch seconds after which DynamoDB removes the item, some hours late.</summary>
    public const string TimeToLive = "ttl";

    public const string State = "state";

    private const int Attempts = 5;

    public async Task<Dictionary<string, AttributeValue>?> FindAsync(string partition, string sort, CancellationToken cancellationToken)
    {
        var answer = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = name, Key = Key(partition, sort), ConsistentRead = true }, cancellationToken);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>The items of a partition in the order of their sort keys, every page of them, as the caller asks for them.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = name,
            KeyConditionExpression = query.FromSort is null ? "#pk = :pk" : "#pk = :pk AND #sk >= :from",
            ExpressionAttributeNames = new() { ["#pk"] = PartitionKey },
            ExpressionAttributeValues = new() { [":pk"] = new() { S = query.Partition } },
            ConsistentRead = true,
            ScanIndexForward = !query.Descending,
        };
        if (query.FromSort is { } from)
        {
            request.ExpressionAttributeNames["#sk"] = SortKey;
            request.ExpressionAttributeValues[":from"] = new() { S = from };
        }
        do
        {
            var page = await dynamo.QueryAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return item;
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>
    /// Carries out all of the writes or none. A transaction also where there is only one: it bears a token by which DynamoDB recognises the SDK's own
    /// repetition, so that an answer lost on the way does not make a writer lose against itself.
    /// </summary>
    /// <returns>False when a condition did not hold.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyCollection<TransactWriteItem> writes, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. writes] }, cancellationToken);
                return true;
            }
            catch (TransactionCanceledException e) when (Has(e, "ConditionalCheckFailed"))
            {
                return false;
            }
            catch (TransactionCanceledException e) when (attempt < Attempts && (Has(e, "TransactionConflict") || Has(e, "ThrottlingError")))
            {
                // Somebody else is writing the same item at this moment. Once that is done, the condition says who was first.
                await Task.Delay(TimeSpan.FromMilliseconds(25 << attempt), cancellationToken);
            }
        }
    }

    public TransactWriteItem Put(Dictionary<string, AttributeValue> item, Condition condition) => new()
    {
        Put = new Put
        {
            TableName = name,
            Item = item,
            ConditionExpression = condition.Expression,
            ExpressionAttributeNames = condition.Names,
            ExpressionAttributeValues = condition.Values,
        },
    };

    public TransactWriteItem Update(string partition, string sort, Change change, Condition condition) => new()
    {
        Update = new Update
        {
            TableName = name,
            Key = Key(partition, sort),
            UpdateExpression = change.Expression,
            ConditionExpression = condition.Expression,
            ExpressionAttributeNames = change.Names.Concat(condition.Names).ToDictionary(),
            ExpressionAttributeValues = change.Values.Concat(condition.Values ?? []).ToDictionary(),
        },
    };

    public TransactWriteItem Delete(string partition, string sort, Condition condition) => new()
    {
        Delete = new Delete
        {
            TableName = name,
            Key = Key(partition, sort),
            ConditionExpression = condition.Expression,
            ExpressionAttributeNames = condition.Names,
            ExpressionAttributeValues = condition.Values,
        },
    };

    public static Dictionary<string, AttributeValue> Key(string partition, string sort) => new()
    {
        [PartitionKey] = new() { S = partition },
        [SortKey] = new() { S = sort },
    };

    private static bool Has(TransactionCanceledException e, string code) => (e.CancellationReasons ?? []).Any(r => r.Code == code);
}

/// <param name="FromSort">The least sort key that belongs to the answer; null for all.</param>
internal sealed record TableQuery(string Partition, string? FromSort = null, bool Descending = false);

/// <summary>What of an item is to be changed; its placeholders are others than <see cref="Condition"/>'s #a and :a.</summary>
internal sealed record Change(string Expression, Dictionary<string, string> Names, Dictionary<string, AttributeValue> Values);
