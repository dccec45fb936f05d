using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Watchdog.Tests.Support;
using Condition = Watchdog.Aws.State.Condition;
using Table = Watchdog.Aws.State.Table;

namespace Watchdog.Aws.Tests.State;

/// <summary>What moto does not do by itself: conflicts and lost answers. The bytes follow DynamoDB's documentation.</summary>
public sealed class TableTests
{
    private static Answer Cancelled(string code) => new(
        $$"""{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled","CancellationReasons":[{"Code":"{{code}}"}]}""", 400);

    [Fact]
    public async Task A_conflict_is_tried_again_until_the_condition_decides()
    {
        await using var aws = new Responder(Cancelled("TransactionConflict"), Cancelled("TransactionConflict"), Cancelled("ConditionalCheckFailed"));
        Assert.False(await Write(aws));
        Assert.Equal(3, aws.Requests.Count);
    }

    [Fact]
    public async Task A_conflict_that_does_not_end_is_an_error_and_not_a_lost_race()
    {
        await using var aws = new Responder(Enumerable.Repeat(Cancelled("TransactionConflict"), 10).ToArray());
        await Assert.ThrowsAsync<TransactionCanceledException>(() => Write(aws));
        Assert.Equal(5, aws.Requests.Count);
    }

    [Fact]
    public async Task Another_reason_is_an_error()
    {
        await using var aws = new Responder(Cancelled("ValidationError"));
        await Assert.ThrowsAsync<TransactionCanceledException>(() => Write(aws));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_repeated_under_the_same_token()
    {
        await using var aws = new Responder(new("", 500), new("{}"));
        Assert.True(await Write(aws));
        var tokens = aws.Requests.Select(r => (string?)JsonNode.Parse(r.Body)!["ClientRequestToken"]).ToList();
        Assert.Equal(2, tokens.Count);
        Assert.NotNull(tokens[0]);
        Assert.Equal(tokens[0], tokens[1]);
    }

    private static async Task<bool> Write(Responder aws)
    {
        using var dynamo = new AmazonDynamoDBClient(Clients.Credentials, Clients.For(new AmazonDynamoDBConfig(), aws.Url));
        var table = new Table(dynamo, "t");
        return await table.TryWriteAsync([table.Put(Table.Key("p", "s"), Condition.Absent)], TestContext.Current.CancellationToken);
    }
}
