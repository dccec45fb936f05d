using System.Text;
using Microsoft.Extensions.Primitives;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Wire.Tests.Authorization;

public sealed class AccessTableTests
{
    [Fact]
    public void It_is_known_of_every_operation_that_is_served_which_permissions_it_needs_and_of_no_other() => Assert.Equal(
        WireServices.Operations.SelectMany(s => s.Value.Select(o => $"{s.Key}:{o}")).Order(StringComparer.Ordinal),
        AccessTables.All.SelectMany(s => s.Value.Keys.Select(o => $"{s.Key}:{o}")).Order(StringComparer.Ordinal));

    [Fact]
    public void An_operation_that_stands_in_no_table_lets_nobody_in() =>
        Assert.Contains("sqs:DeleteQueue", Assert.Throws<InvalidOperationException>(() => AccessTables.Find("sqs", "DeleteQueue")).Message, StringComparison.Ordinal);

    /// <summary>What is checked, as "action resource" and, where there is one, the condition key's value.</summary>
    [Theory]
    [InlineData("monitoring:GetMetricData", "{}", "cloudwatch:GetMetricData *")]
    [InlineData("monitoring:PutMetricData", """{"Namespace":"Shop"}""", "cloudwatch:PutMetricData * Shop")]
    [InlineData("sqs:GetQueueAttributes", """{"QueueUrl":"http://127.0.0.1:1/123456789012/work"}""", "sqs:GetQueueAttributes arn:aws:sqs:us-east-1:123456789012:work")]
    [InlineData("sqs:SendMessageBatch", """{"QueueUrl":"work"}""", "sqs:SendMessage arn:aws:sqs:us-east-1:123456789012:work")]
    [InlineData("sqs:ListQueues", "{}", "sqs:ListQueues *")]
    [InlineData("kinesis:DescribeStreamSummary", """{"StreamName":"clicks"}""", "kinesis:DescribeStreamSummary arn:aws:kinesis:us-east-1:123456789012:stream/clicks")]
    [InlineData("kinesis:DescribeStreamSummary", """{"StreamARN":"arn:aws:kinesis:eu-west-1:1:stream/x"}""", "kinesis:DescribeStreamSummary arn:aws:kinesis:eu-west-1:1:stream/x")]
    [InlineData("events:DisableRule", """{"Name":"nightly"}""", "events:DisableRule arn:aws:events:us-east-1:123456789012:rule/nightly")]
    [InlineData("events:ListTargetsByRule", """{"Rule":"nightly","EventBusName":"shop"}""", "events:ListTargetsByRule arn:aws:events:us-east-1:123456789012:rule/shop/nightly")]
    [InlineData("events:EnableRule", """{"Name":"nightly","EventBusName":"arn:aws:events:us-east-1:123456789012:event-bus/default"}""", "events:EnableRule arn:aws:events:us-east-1:123456789012:rule/nightly")]
    [InlineData("sns:Publish", """{"TopicArn":"arn:aws:sns:us-east-1:123456789012:news"}""", "sns:Publish arn:aws:sns:us-east-1:123456789012:news")]
    [InlineData("iam:SimulatePrincipalPolicy", """{"PolicySourceArn":"arn:aws:iam::123456789012:role/any"}""", "iam:SimulatePrincipalPolicy arn:aws:iam::123456789012:role/any")]
    [InlineData("iam:GetRole", """{"RoleName":"any"}""", "iam:GetRole arn:aws:iam::123456789012:role/any")]
    [InlineData("sts:GetCallerIdentity", "{}")]
    [InlineData("dynamodb:Query", """{"TableName":"state"}""", "dynamodb:Query arn:aws:dynamodb:us-east-1:123456789012:table/state")]
    [InlineData("dynamodb:Query", """{"TableName":"state","IndexName":"by-time"}""", "dynamodb:Query arn:aws:dynamodb:us-east-1:123456789012:table/state/index/by-time")]
    [InlineData("dynamodb:GetItem", """{"TableName":"arn:aws:dynamodb:eu-west-1:1:table/x"}""", "dynamodb:GetItem arn:aws:dynamodb:eu-west-1:1:table/x")]
    [InlineData("dynamodb:GetItem", """{"TableName":"kept","Key":{"pk":{"S":"circuit"},"sk":{"S":"orders"}}}""", "dynamodb:GetItem arn:aws:dynamodb:us-east-1:123456789012:table/kept circuit")]
    [InlineData("dynamodb:TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"kept","Item":{"pk":{"S":"tick"},"sk":{"S":"x"}}}}]}""", "dynamodb:PutItem arn:aws:dynamodb:us-east-1:123456789012:table/kept tick")]
    [InlineData("dynamodb:BatchGetItem", """{"RequestItems":{"a":{},"b":{}}}""", "dynamodb:BatchGetItem arn:aws:dynamodb:us-east-1:123456789012:table/a", "dynamodb:BatchGetItem arn:aws:dynamodb:us-east-1:123456789012:table/b")]
    [InlineData(
        "dynamodb:TransactWriteItems",
        """{"TransactItems":[{"Put":{"TableName":"a"}},{"Update":{"TableName":"a"}},{"Delete":{"TableName":"b"}},{"ConditionCheck":{"TableName":"b"}}]}""",
        "dynamodb:PutItem arn:aws:dynamodb:us-east-1:123456789012:table/a",
        "dynamodb:UpdateItem arn:aws:dynamodb:us-east-1:123456789012:table/a",
        "dynamodb:DeleteItem arn:aws:dynamodb:us-east-1:123456789012:table/b",
        "dynamodb:ConditionCheckItem arn:aws:dynamodb:us-east-1:123456789012:table/b")]
    [InlineData("dynamodb:TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"a"}}]}""", "dynamodb:GetItem arn:aws:dynamodb:us-east-1:123456789012:table/a")]
    public void A_call_is_checked_by_what_it_is_about(string operation, string body, params string[] checks) =>
        Assert.Equal(checks, Checks(operation, "/", body));

    [Theory]
    [InlineData("Invoke", "/2015-03-31/functions/orders/invocations", "lambda:InvokeFunction arn:aws:lambda:us-east-1:123456789012:function:orders")]
    [InlineData("Invoke", "/2015-03-31/functions/orders:live/invocations", "lambda:InvokeFunction arn:aws:lambda:us-east-1:123456789012:function:orders:live")]
    [InlineData("GetFunction", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aorders", "lambda:GetFunction arn:aws:lambda:us-east-1:123456789012:function:orders")]
    [InlineData("PutFunctionConcurrency", "/2017-10-31/functions/orders/concurrency", "lambda:PutFunctionConcurrency arn:aws:lambda:us-east-1:123456789012:function:orders")]
    [InlineData("ListFunctions", "/2015-03-31/functions", "lambda:ListFunctions *")]
    [InlineData("UpdateEventSourceMapping", "/2015-03-31/event-source-mappings/one", "lambda:UpdateEventSourceMapping arn:aws:lambda:us-east-1:123456789012:event-source-mapping:one arn:aws:lambda:us-east-1:123456789012:function:orders:live")]
    [InlineData("GetEventSourceMapping", "/2015-03-31/event-source-mappings/gone", "lambda:GetEventSourceMapping arn:aws:lambda:us-east-1:123456789012:event-source-mapping:gone")]
    public void A_call_of_lambda_is_checked_by_its_path(string operation, string path, string check) =>
        Assert.Equal([check], Checks($"lambda:{operation}", path, "not even JSON"));

    private static DynamoDbService Tables(SimulatedAccount account)
    {
        var service = new DynamoDbService(() => account.Now, account.Region, account.AccountId);
        service.CreateTable("kept", new KeySchema(new KeyAttribute("pk", "S", 2048), new KeyAttribute("sk", "S", 1024)), null);
        return service;
    }

    private static IEnumerable<string> Checks(string operation, string path, string body)
    {
        var account = new SimulatedAccount();
        account.Mappings.Add("one", new SimulatedMapping { Uuid = "one", SourceArn = "arn:aws:sqs:us-east-1:123456789012:work", FunctionName = "orders", Qualifier = "live" });
        var request = new WireRequest(
            "POST", path, new Dictionary<string, StringValues>(), new Dictionary<string, StringValues>(),
            Encoding.UTF8.GetBytes(body), "http://127.0.0.1", "AKIA");
        var access = AccessTables.Find(operation.Split(':')[0], operation.Split(':')[1]);
        return access(new AccessRequest(account, Tables(account), request)).Select(c => string.Join(' ', [c.Action, c.Resource, .. c.Context.Values]));
    }
}
