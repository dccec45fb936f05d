using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Watchdog.Simulator.Runtime.Tests.DynamoDb;

/// <summary>Expressions that AWS refuses, with AWS's reasons.</summary>
public sealed class ExpressionErrorTests
{
    [Theory]
    [InlineData("status = :v", "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData("a = :v AND", "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"AND\"")]
    [InlineData("a = :v b", "Invalid ConditionExpression: Syntax error; token: \"b\", near: \":v b\"")]
    [InlineData("((a = :v))", "Invalid ConditionExpression: The expression has redundant parentheses;")]
    [InlineData("", "Invalid ConditionExpression: The expression can not be empty;")]
    [InlineData("exists(a) AND a = :v", "Invalid ConditionExpression: Invalid function name; function: exists")]
    [InlineData("begins_with(a) AND a = :v", "Invalid ConditionExpression: Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("begins_with(a, :v)", "Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("attribute_exists(:v)", "Invalid ConditionExpression: Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("a = a AND b = :v", "Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]")]
    [InlineData("a = #n AND b = :v", "Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #n")]
    [InlineData("a = :w AND b = :v", "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :w")]
    [InlineData("attribute_exists(a)", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}")]
    public async Task A_condition_that_is_wrong_is_refused(string condition, string message)
    {
        await using var db = await Db.StartAsync(TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => db.Client.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = Db.Table,
                Key = Db.Key("one"),
                ConditionExpression = condition,
                ExpressionAttributeValues = new() { [":v"] = Db.Number("1") },
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("ValidationException", failure.ErrorCode);
        Assert.Equal(message, failure.Message);
    }

    [Theory]
    [InlineData("SET a = :v SET b = :v", "Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;")]
    [InlineData("SET a = :v, a.b = :v", "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]")]
    [InlineData("SET a[0] = :v, a.b = :v", "Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]")]
    [InlineData("DELETE a :v", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: DELETE, operand type: NUMBER")]
    [InlineData("SET a = absent + :v", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET a.b = :v", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET sk = :v", "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key")]
    public async Task An_update_that_is_wrong_is_refused(string update, string message)
    {
        await using var db = await Db.StartAsync(TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => db.Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Db.Table,
                Key = Db.Key("one"),
                UpdateExpression = update,
                ExpressionAttributeValues = new() { [":v"] = Db.Number("1") },
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("ValidationException", failure.ErrorCode);
        Assert.Equal(message, failure.Message);
        Assert.Null((await db.Client.GetItemAsync(Db.Table, Db.Key("one"), TestContext.Current.CancellationToken)).Item);
    }
}
