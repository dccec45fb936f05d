using System.Text.Json.Nodes;
using Watchdog.Aws.Account;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Account;

/// <summary>Answers in pages, and operations that moto does not have; the bytes follow AWS's API model.</summary>
public sealed class InventoryPages
{
    private const string Settings = """{"AccountLimit":{"ConcurrentExecutions":100,"UnreservedConcurrentExecutions":60},"AccountUsage":{"FunctionCount":2}}""";

    [Fact]
    public async Task Every_page_of_functions_mappings_and_queues_is_read()
    {
        await using var lambda = new Responder(
            new($$"""{"Functions":[{{Function("a")}}],"NextMarker":"m+1"}"""),
            new($$"""{"Functions":[{{Function("b")}}],"NextMarker":null}"""),
            new($$"""{"EventSourceMappings":[{{Mapping("u1", ":live")}}],"NextMarker":"m2"}"""),
            new($$"""{"EventSourceMappings":[{{Mapping("u2", "")}}]}"""),
            new(Settings));
        await using var sqs = new Responder(new("""{"QueueUrls":["http://q/1/x"],"NextToken":"n"}"""), new("""{"QueueUrls":[]}"""), new(Attributes("x")));

        var inventory = await Source(lambda, sqs).ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], inventory.Functions.Select(f => f.Name));
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), inventory.Functions[0].LastModified);
        Assert.Equal([("u1", "live"), ("u2", null)], inventory.Mappings.Select(m => (m.Uuid, m.Qualifier)));
        Assert.Equal(new AccountLimits(100, 60), inventory.Limits);
        Assert.Equal("x", Assert.Single(inventory.Queues).Name);

        Assert.Contains("Marker=m%2B1", lambda.Requests.ElementAt(1).RawUrl, StringComparison.Ordinal);
        Assert.Equal(1000, (int)JsonNode.Parse(sqs.Requests.First().Body)!["MaxResults"]!);
        Assert.Equal("n", (string?)JsonNode.Parse(sqs.Requests.ElementAt(1).Body)!["NextToken"]);
    }

    [Fact]
    public async Task A_queue_that_is_deleted_between_listing_and_reading_is_left_out()
    {
        await using var lambda = new Responder(new("""{"Functions":[]}"""), new("""{"EventSourceMappings":[]}"""), new(Settings));
        await using var sqs = new Responder(
            new("""{"QueueUrls":["http://q/1/x"]}"""),
            new("""{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"gone"}""", 400, new() { ["x-amzn-query-error"] = "AWS.SimpleQueueService.NonExistentQueue;Sender" }));
        var inventory = await Source(lambda, sqs).ReadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(inventory.Queues);
    }

    [Fact]
    public async Task A_function_in_detail_has_its_reservation_tags_and_recursion_setting()
    {
        await using var lambda = new Responder(
            new($$"""{"Configuration":{{Function("f")}},"Concurrency":{"ReservedConcurrentExecutions":0},"Tags":{"watchdog:breaker":"off"} }"""),
            new("""{"RecursiveLoop":"Allow"}"""));
        var details = await Read(lambda);
        Assert.Equal(0, details!.ReservedConcurrency);
        Assert.Equal("off", details.Tags["watchdog:breaker"]);
        Assert.True(details.RecursionAllowed);
    }

    [Fact]
    public async Task A_function_without_reservation_and_tags_has_neither()
    {
        await using var lambda = new Responder(new($$"""{"Configuration":{{Function("f")}}}"""), new("""{"RecursiveLoop":"Terminate"}"""));
        var details = await Read(lambda);
        Assert.Null(details!.ReservedConcurrency);
        Assert.Empty(details.Tags);
        Assert.False(details.RecursionAllowed);
    }

    [Fact]
    public async Task A_function_that_does_not_exist_has_no_details()
    {
        await using var lambda = new Responder(new Answer(
            """{"Type":"User","Message":"Function not found"}""", 404, new() { ["x-amzn-ErrorType"] = "ResourceNotFoundException" }));
        Assert.Null(await Read(lambda));
    }

    [Fact]
    public async Task An_answer_that_makes_no_sense_is_an_error_that_names_the_member()
    {
        await using var lambda = new Responder(new Answer($$"""{"Functions":[{{Function("a").Replace("2026-01-15T12:00:00.000+0000", "yesterday", StringComparison.Ordinal)}}]}"""));
        await using var sqs = new Responder(new Answer("""{"QueueUrls":[]}"""));
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => Source(lambda, sqs).ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Function a has the LastModified 'yesterday'; expected an ISO 8601 time.", error.Message);
    }

    /// <summary>None of these accounts has a stream.</summary>
    private static InventorySource Source(Responder lambda, Responder sqs) =>
        new(Clients.Lambda(lambda.Url), Clients.Sqs(sqs.Url), Clients.Kinesis(new Uri("http://unused.invalid")));

    private static Task<FunctionDetails?> Read(Responder lambda) =>
        Source(lambda, lambda).ReadFunctionAsync("f", TestContext.Current.CancellationToken);

    private static string Function(string name) =>
        $$"""{"FunctionName":"{{name}}","FunctionArn":"arn:aws:lambda:us-east-1:1:function:{{name}}","Role":"arn:aws:iam::1:role/r","Timeout":3,"MemorySize":128,"LastModified":"2026-01-15T12:00:00.000+0000"}""";

    private static string Mapping(string uuid, string qualifier) =>
        $$"""{"UUID":"{{uuid}}","FunctionArn":"arn:aws:lambda:us-east-1:1:function:a{{qualifier}}","EventSourceArn":"arn:aws:sqs:us-east-1:1:x","State":"Enabled","BatchSize":10}""";

    private static string Attributes(string name) =>
        $$"""{"Attributes":{"QueueArn":"arn:aws:sqs:us-east-1:1:{{name}}","VisibilityTimeout":"30","MessageRetentionPeriod":"345600"} }""";
}
