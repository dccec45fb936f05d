using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Runtime.Tests.DynamoDb;

/// <summary>What the product's own client sees.</summary>
public sealed class OfficialClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_writers_with_the_same_version_one_wins_and_the_other_sees_what_is_there()
    {
        await using var db = await Db.StartAsync(Cancellation);
        await db.Client.PutItemAsync(Db.Table, Db.Item("circuit", "a", ("version", Db.Number("7"))), Cancellation);

        var first = await db.Client.UpdateItemAsync(Transition("open"), Cancellation);
        var second = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => db.Client.UpdateItemAsync(Transition("closed"), Cancellation));

        Assert.Equal("8", first.Attributes["version"].N);
        Assert.Equal("open", second.Item["state"].S);
    }

    [Fact]
    public async Task A_query_of_many_items_comes_in_pages()
    {
        await using var db = await Db.StartAsync(Cancellation, new DynamoDbOptions(PageBytes: 1000));
        for (var i = 0; i < 30; i++)
            await db.Client.PutItemAsync(Db.Table, Db.Item("series", $"{i:00}", ("text", new AttributeValue(new string('x', 100)))), Cancellation);

        var request = new QueryRequest(Db.Table)
        {
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = new() { [":p"] = new("series") },
        };
        var first = await db.Client.QueryAsync(request, Cancellation);
        List<string> all = [];
        await foreach (var page in db.Client.Paginators.Query(request).Responses.WithCancellation(Cancellation))
            all.AddRange(page.Items.Select(i => i["sk"].S));

        Assert.InRange(first.Items.Count, 1, 29);
        Assert.NotEmpty(first.LastEvaluatedKey);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i:00}"), all);
    }

    [Fact]
    public async Task A_scan_in_pages_and_in_segments_sees_every_item_once()
    {
        await using var db = await Db.StartAsync(Cancellation, new DynamoDbOptions(PageBytes: 200));
        for (var i = 0; i < 40; i++)
            await db.Client.PutItemAsync(Db.Table, Db.Item($"p{i % 10}", $"{i / 10}"), Cancellation);

        List<string> seen = [];
        foreach (var segment in new[] { 0, 1, 2 })
        {
            var request = new ScanRequest(Db.Table) { Segment = segment, TotalSegments = 3 };
            await foreach (var page in db.Client.Paginators.Scan(request).Responses.WithCancellation(Cancellation))
                seen.AddRange(page.Items.Select(i => i["pk"].S + i["sk"].S));
        }

        Assert.Equal(40, seen.Count);
        Assert.Equal(40, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_batch_that_fills_the_page_leaves_keys_unprocessed()
    {
        await using var db = await Db.StartAsync(Cancellation, new DynamoDbOptions(PageBytes: 1));
        await db.Client.PutItemAsync(Db.Table, Db.Item("a", "a"), Cancellation);
        await db.Client.PutItemAsync(Db.Table, Db.Item("b", "a"), Cancellation);

        var first = await db.Client.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes> { [Db.Table] = new() { Keys = [Db.Key("a"), Db.Key("b")] } }, Cancellation);
        var second = await db.Client.BatchGetItemAsync(first.UnprocessedKeys, Cancellation);

        Assert.Equal("a", Assert.Single(first.Responses[Db.Table])["pk"].S);
        Assert.Equal("b", Assert.Single(second.Responses[Db.Table])["pk"].S);
        Assert.Empty(second.UnprocessedKeys);
    }

    [Fact]
    public async Task A_cancelled_transaction_changes_nothing_and_says_which_part_failed()
    {
        await using var db = await Db.StartAsync(Cancellation);
        await db.Client.PutItemAsync(Db.Table, Db.Item("taken", "a", ("owner", new AttributeValue("other"))), Cancellation);

        var failure = await Assert.ThrowsAsync<TransactionCanceledException>(() => db.Client.TransactWriteItemsAsync(
            new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new() { Put = new Put { TableName = Db.Table, Item = Db.Item("fresh", "a") } },
                    new()
                    {
                        Put = new Put
                        {
                            TableName = Db.Table,
                            Item = Db.Item("taken", "a"),
                            ConditionExpression = "attribute_not_exists(pk)",
                            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                        },
                    },
                ],
            },
            Cancellation));

        Assert.Equal(["None", "ConditionalCheckFailed"], failure.CancellationReasons.Select(r => r.Code));
        Assert.Equal("other", failure.CancellationReasons[1].Item["owner"].S);
        Assert.Null((await db.Client.GetItemAsync(Db.Table, Db.Key("fresh"), Cancellation)).Item);
    }

    [Fact]
    public async Task A_transaction_sent_again_with_its_token_counts_once()
    {
        await using var db = await Db.StartAsync(Cancellation);
        TransactWriteItemsRequest Add(string by) => new()
        {
            ClientRequestToken = "token-1",
            TransactItems =
            [
                new()
                {
                    Update = new Update
                    {
                        TableName = Db.Table,
                        Key = Db.Key("counter"),
                        UpdateExpression = "ADD hits :by",
                        ExpressionAttributeValues = new() { [":by"] = Db.Number(by) },
                    },
                },
            ],
        };

        await db.Client.TransactWriteItemsAsync(Add("1"), Cancellation);
        await db.Client.TransactWriteItemsAsync(Add("1"), Cancellation);
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => db.Client.TransactWriteItemsAsync(Add("2"), Cancellation));

        Assert.Equal("1", (await db.Client.GetItemAsync(Db.Table, Db.Key("counter"), Cancellation)).Item["hits"].N);
    }

    [Fact]
    public async Task Binary_and_deep_values_come_back_as_they_went()
    {
        await using var db = await Db.StartAsync(Cancellation);
        var item = Db.Item(
            "deep",
            "a",
            ("bytes", new AttributeValue { B = new MemoryStream([0, 1, 255]) }),
            ("map", new AttributeValue { M = new() { ["list"] = new() { L = [new() { NULL = true }, new() { BOOL = false }, new() { NS = ["1", "2.5"] }] } } }));

        await db.Client.PutItemAsync(Db.Table, item, Cancellation);
        var read = (await db.Client.GetItemAsync(Db.Table, Db.Key("deep"), Cancellation)).Item;

        Assert.Equal([0, 1, 255], read["bytes"].B.ToArray());
        Assert.True(read["map"].M["list"].L[0].NULL);
        Assert.False(read["map"].M["list"].L[1].BOOL);
        Assert.Equal(["1", "2.5"], read["map"].M["list"].L[2].NS);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_not_found()
    {
        await using var db = await Db.StartAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<ResourceNotFoundException>(() => db.Client.GetItemAsync("nowhere", Db.Key("a"), Cancellation));

        Assert.Equal("Requested resource not found", failure.Message);
        Assert.Equal(ErrorType.Unknown, failure.ErrorType);
    }

    private static UpdateItemRequest Transition(string state) => new()
    {
        TableName = Db.Table,
        Key = Db.Key("circuit"),
        UpdateExpression = "SET #state = :state, version = version + :one",
        ConditionExpression = "version = :seen",
        ExpressionAttributeNames = new() { ["#state"] = "state" },
        ExpressionAttributeValues = new() { [":state"] = new(state), [":one"] = Db.Number("1"), [":seen"] = Db.Number("7") },
        ReturnValues = ReturnValue.ALL_NEW,
        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };
}
