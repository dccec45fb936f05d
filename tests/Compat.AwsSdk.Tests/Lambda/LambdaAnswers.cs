using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Lambda;

/// <summary>Answers that moto does not give; their bytes follow AWS's API model.</summary>
public sealed class LambdaAnswers
{
    [Fact]
    public async Task A_function_without_a_reservation_has_none_and_not_zero()
    {
        var response = await Ask(new Answer("{}"), (c, t) => c.GetFunctionConcurrencyAsync(new() { FunctionName = "f" }, t));
        Assert.Null(response.ReservedConcurrentExecutions);
    }

    [Fact]
    public async Task A_reservation_of_zero_is_zero()
    {
        var response = await Ask(
            new Answer("""{"ReservedConcurrentExecutions":0}"""), (c, t) => c.GetFunctionConcurrencyAsync(new() { FunctionName = "f" }, t));
        Assert.Equal(0, response.ReservedConcurrentExecutions);
    }

    [Fact]
    public async Task A_recursion_setting_that_is_not_known_yet_is_kept_by_its_name()
    {
        var response = await Ask(
            new Answer("""{"RecursiveLoop":"Ponder"}"""), (c, t) => c.GetFunctionRecursionConfigAsync(new() { FunctionName = "f" }, t));
        Assert.Equal("Ponder", response.RecursiveLoop!.Value);
        var allow = await Ask(
            new Answer("""{"RecursiveLoop":"Allow"}"""), (c, t) => c.GetFunctionRecursionConfigAsync(new() { FunctionName = "f" }, t));
        Assert.Same(RecursiveLoop.Allow, allow.RecursiveLoop);
    }

    [Fact]
    public async Task A_mapping_has_its_time_in_UTC_to_the_millisecond_and_null_for_what_is_absent()
    {
        const string body = """{"UUID":"u","BatchSize":10,"LastModified":1768478400.123,"State":"Enabled","NewMember":{"a":[1]},"ScalingConfig":{"MaximumConcurrency":5}}""";
        var response = await Ask(new Answer(body), (c, t) => c.GetEventSourceMappingAsync(new() { UUID = "u" }, t));
        Assert.Equal(new DateTime(2026, 1, 15, 12, 0, 0, 123, DateTimeKind.Utc), response.LastModified);
        Assert.Equal(DateTimeKind.Utc, response.LastModified!.Value.Kind);
        Assert.Equal(5, response.ScalingConfig!.MaximumConcurrency);
        Assert.Null(response.FunctionResponseTypes);
        Assert.Null(response.MaximumBatchingWindowInSeconds);
    }

    [Fact]
    public async Task A_dead_letter_config_says_where_given_up_events_go()
    {
        var response = await Ask(
            new Answer("""{"FunctionName":"f","DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:1:dlq"}}"""),
            (c, t) => c.GetFunctionConfigurationAsync(new() { FunctionName = "f" }, t));
        Assert.Equal("arn:aws:sqs:us-east-1:1:dlq", response.DeadLetterConfig!.TargetArn);
    }

    [Fact]
    public async Task Provisioned_concurrency_says_what_was_asked_for_and_what_is_ready()
    {
        const string body = """
            {"ProvisionedConcurrencyConfigs":[{"FunctionArn":"arn:aws:lambda:us-east-1:1:function:f:live","RequestedProvisionedConcurrentExecutions":10,
              "AllocatedProvisionedConcurrentExecutions":4,"AvailableProvisionedConcurrentExecutions":0,"Status":"IN_PROGRESS","LastModified":"2026-01-15T12:00:00+0000"}]}
            """;
        var response = await Ask(new Answer(body), (c, t) => c.ListProvisionedConcurrencyConfigsAsync(new() { FunctionName = "f" }, t));
        var item = Assert.Single(response.ProvisionedConcurrencyConfigs!);
        Assert.Equal("arn:aws:lambda:us-east-1:1:function:f:live", item.FunctionArn);
        Assert.Equal(
            (10, 4, 0),
            (item.RequestedProvisionedConcurrentExecutions, item.AllocatedProvisionedConcurrentExecutions, item.AvailableProvisionedConcurrentExecutions));
        Assert.Same(ProvisionedConcurrencyStatusEnum.IN_PROGRESS, item.Status);
        Assert.Null(item.StatusReason);
        Assert.Equal("2026-01-15T12:00:00+0000", item.LastModified);
        Assert.Null(response.NextMarker);
    }

    [Fact]
    public async Task An_explicit_null_marker_ends_the_pages()
    {
        var response = await Ask(
            new Answer("""{"NextMarker":null,"EventSourceMappings":[]}"""), (c, t) => c.ListEventSourceMappingsAsync(new(), t));
        Assert.Null(response.NextMarker);
        Assert.Empty(response.EventSourceMappings!);
    }

    [Fact]
    public async Task A_function_error_is_an_answer_and_not_an_exception()
    {
        var answer = new Answer("""{"errorMessage":"boom"}""", 200, new()
        {
            ["X-Amz-Function-Error"] = "Unhandled",
            ["X-Amz-Log-Result"] = Convert.ToBase64String("START"u8),
            ["X-Amz-Executed-Version"] = "$LATEST",
        });
        var response = await Ask(answer, (c, t) => c.InvokeAsync(new() { FunctionName = "f", LogType = LogType.Tail }, t));
        Assert.Equal("Unhandled", response.FunctionError);
        Assert.Equal("START", Encoding.UTF8.GetString(Convert.FromBase64String(response.LogResult!)));
        Assert.Equal("$LATEST", response.ExecutedVersion);
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("""{"errorMessage":"boom"}""", Encoding.UTF8.GetString(response.Payload!.ToArray()));
    }

    [Fact]
    public async Task An_accepted_event_has_status_202_and_an_empty_payload()
    {
        var response = await Ask(new Answer("", 202), (c, t) => c.InvokeAsync(new() { FunctionName = "f", InvocationType = InvocationType.Event }, t));
        Assert.Equal(202, response.StatusCode);
        Assert.Null(response.FunctionError);
        Assert.Equal(0, response.Payload!.Length);
    }

    [Fact]
    public void A_payload_is_the_same_as_text_and_as_stream()
    {
        var request = new InvokeRequest { Payload = "ä" };
        Assert.Equal([0xC3, 0xA4], request.PayloadStream!.ToArray());
        request.PayloadStream = new MemoryStream("b"u8.ToArray());
        Assert.Equal("b", request.Payload);
    }

    private static async Task<T> Ask<T>(Answer answer, Func<AmazonLambdaClient, CancellationToken, Task<T>> call)
    {
        await using var aws = new Responder(answer);
        using var client = Clients.Lambda(aws.Url);
        return await call(client, TestContext.Current.CancellationToken);
    }
}
