using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Lambda;

public sealed class LambdaRequests
{
    private const string Uuid = "a1b2c3d4-5678-90ab-cdef-111111111111";
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:orders";

    [Fact]
    public Task ListFunctions() => Agrees(
        "ListFunctions",
        """{"FunctionVersion": "ALL", "Marker": "a+b/c=", "MaxItems": 50}""",
        (c, t) => c.ListFunctionsAsync(new() { FunctionVersion = FunctionVersion.ALL, Marker = "a+b/c=", MaxItems = 50 }, t));

    [Fact]
    public Task GetFunction_by_ARN() => Agrees(
        "GetFunction", $$"""{"FunctionName": "{{FunctionArn}}", "Qualifier": "live"}""",
        (c, t) => c.GetFunctionAsync(new() { FunctionName = FunctionArn, Qualifier = "live" }, t));

    [Fact]
    public Task GetFunctionConfiguration() => Agrees(
        "GetFunctionConfiguration", """{"FunctionName": "orders"}""",
        (c, t) => c.GetFunctionConfigurationAsync(new() { FunctionName = "orders" }, t));

    [Fact]
    public Task ListEventSourceMappings() => Agrees(
        "ListEventSourceMappings", """{"EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:orders", "FunctionName": "orders", "MaxItems": 100}""",
        (c, t) => c.ListEventSourceMappingsAsync(
            new() { EventSourceArn = "arn:aws:sqs:us-east-1:123456789012:orders", FunctionName = "orders", MaxItems = 100 }, t));

    [Fact]
    public Task GetEventSourceMapping() => Agrees(
        "GetEventSourceMapping", $$"""{"UUID": "{{Uuid}}"}""", (c, t) => c.GetEventSourceMappingAsync(new() { UUID = Uuid }, t));

    [Fact]
    public Task UpdateEventSourceMapping_sends_only_what_is_set() => Agrees(
        "UpdateEventSourceMapping", $$"""{"UUID": "{{Uuid}}", "Enabled": false}""",
        (c, t) => c.UpdateEventSourceMappingAsync(new() { UUID = Uuid, Enabled = false }, t));

    [Fact]
    public Task UpdateEventSourceMapping_with_an_empty_ScalingConfig_removes_the_cap() => Agrees(
        "UpdateEventSourceMapping", $$$"""{"UUID": "{{{Uuid}}}", "ScalingConfig": {}}""",
        (c, t) => c.UpdateEventSourceMappingAsync(new() { UUID = Uuid, ScalingConfig = new() }, t));

    [Fact]
    public Task UpdateEventSourceMapping_with_a_cap() => Agrees(
        "UpdateEventSourceMapping", $$$"""{"UUID": "{{{Uuid}}}", "Enabled": true, "ScalingConfig": {"MaximumConcurrency": 2}}""",
        (c, t) => c.UpdateEventSourceMappingAsync(new() { UUID = Uuid, Enabled = true, ScalingConfig = new() { MaximumConcurrency = 2 } }, t));

    [Fact]
    public Task UpdateEventSourceMapping_of_a_stream() => Agrees(
        "UpdateEventSourceMapping", $$"""{"UUID": "{{Uuid}}", "BatchSize": 1, "ParallelizationFactor": 2}""",
        (c, t) => c.UpdateEventSourceMappingAsync(new() { UUID = Uuid, BatchSize = 1, ParallelizationFactor = 2 }, t));

    [Fact]
    public Task GetFunctionEventInvokeConfig() => Agrees(
        "GetFunctionEventInvokeConfig", """{"FunctionName": "orders", "Qualifier": "live"}""",
        (c, t) => c.GetFunctionEventInvokeConfigAsync(new() { FunctionName = "orders", Qualifier = "live" }, t));

    [Fact]
    public Task GetAccountSettings() => Agrees("GetAccountSettings", "{}", (c, t) => c.GetAccountSettingsAsync(new(), t));

    [Fact]
    public Task GetFunctionConcurrency() => Agrees(
        "GetFunctionConcurrency", """{"FunctionName": "orders"}""", (c, t) => c.GetFunctionConcurrencyAsync(new() { FunctionName = "orders" }, t));

    [Fact]
    public Task PutFunctionConcurrency_of_zero_sends_the_zero() => Agrees(
        "PutFunctionConcurrency", """{"FunctionName": "orders", "ReservedConcurrentExecutions": 0}""",
        (c, t) => c.PutFunctionConcurrencyAsync(new() { FunctionName = "orders", ReservedConcurrentExecutions = 0 }, t));

    [Fact]
    public Task DeleteFunctionConcurrency() => Agrees(
        "DeleteFunctionConcurrency", """{"FunctionName": "orders"}""",
        (c, t) => c.DeleteFunctionConcurrencyAsync(new() { FunctionName = "orders" }, t), new Answer("", 204));

    [Fact]
    public Task GetFunctionRecursionConfig() => Agrees(
        "GetFunctionRecursionConfig", """{"FunctionName": "orders"}""",
        (c, t) => c.GetFunctionRecursionConfigAsync(new() { FunctionName = "orders" }, t));

    [Fact]
    public Task ListTags_encodes_the_ARN_as_one_segment() => Agrees(
        "ListTags", $$"""{"Resource": "{{FunctionArn}}"}""", (c, t) => c.ListTagsAsync(new() { Resource = FunctionArn }, t));

    [Fact]
    public Task ListVersionsByFunction() => Agrees(
        "ListVersionsByFunction", """{"FunctionName": "orders", "Marker": "m/1", "MaxItems": 50}""",
        (c, t) => c.ListVersionsByFunctionAsync(new() { FunctionName = "orders", Marker = "m/1", MaxItems = 50 }, t));

    [Fact]
    public Task ListAliases() => Agrees(
        "ListAliases", """{"FunctionName": "orders", "FunctionVersion": "3", "Marker": "m", "MaxItems": 10}""",
        (c, t) => c.ListAliasesAsync(new() { FunctionName = "orders", FunctionVersion = "3", Marker = "m", MaxItems = 10 }, t));

    [Fact]
    public Task ListProvisionedConcurrencyConfigs_says_that_it_wants_all() => Agrees(
        "ListProvisionedConcurrencyConfigs", """{"FunctionName": "orders", "Marker": "m", "MaxItems": 50}""",
        (c, t) => c.ListProvisionedConcurrencyConfigsAsync(new() { FunctionName = "orders", Marker = "m", MaxItems = 50 }, t));

    [Fact]
    public Task GetPolicy_of_an_alias() => Agrees(
        "GetPolicy", $$"""{"FunctionName": "{{FunctionArn}}", "Qualifier": "live"}""",
        (c, t) => c.GetPolicyAsync(new() { FunctionName = FunctionArn, Qualifier = "live" }, t));

    [Fact]
    public Task Invoke_sends_the_payload_as_the_body_itself() => Agrees(
        "Invoke",
        """{"FunctionName": "orders", "Qualifier": "live", "InvocationType": "Event", "LogType": "Tail", "Payload": "{\"action\": \"zurück\"}"}""",
        (c, t) => c.InvokeAsync(
            new() { FunctionName = "orders", Qualifier = "live", InvocationType = InvocationType.Event, LogType = LogType.Tail, Payload = """{"action": "zurück"}""" }, t),
        new Answer("", 202));

    [Fact]
    public async Task A_request_without_the_name_in_its_path_is_not_sent()
    {
        await using var aws = new Responder();
        var error = await Assert.ThrowsAsync<AmazonClientException>(
            () => Clients.Lambda(aws.Url).GetFunctionAsync(new GetFunctionRequest(), TestContext.Current.CancellationToken));
        Assert.Contains("FunctionName", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    private static async Task Agrees(
        string operation, string parameters, Func<AmazonLambdaClient, CancellationToken, Task> call, Answer? answer = null)
    {
        await using var aws = new Responder(answer ?? new Answer("{}"));
        using var client = Clients.Lambda(aws.Url);
        await call(client, TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync("lambda", operation, "rest-json", parameters, aws.Request);
    }
}
