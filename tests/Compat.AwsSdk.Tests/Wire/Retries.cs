using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Wire;

public sealed class Retries
{
    private static readonly Answer _slowDown = new(
        """{"Reason":"CallerRateLimitExceeded","Type":"User","message":"Rate exceeded"}""", 429, new() { ["x-amzn-ErrorType"] = "TooManyRequestsException", ["Retry-After"] = "7" });

    [Fact]
    public async Task A_throttled_request_is_sent_again()
    {
        await using var aws = new Responder(_slowDown, new Answer("""{"RecursiveLoop":"Allow"}"""));
        var response = await Clients.Lambda(aws.Url).GetFunctionRecursionConfigAsync(new() { FunctionName = "f" }, TestContext.Current.CancellationToken);
        Assert.Same(RecursiveLoop.Allow, response.RecursiveLoop);
        Assert.Equal(2, aws.Requests.Count);
    }

    [Fact]
    public async Task A_throttling_code_of_the_json_protocol_is_sent_again()
    {
        await using var aws = new Responder(new Answer("""{"__type":"com.amazonaws#ThrottlingException","message":"Rate exceeded"}""", 400), new Answer("""{"Metrics":[]}"""));
        await Clients.CloudWatch(aws.Url).ListMetricsAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(2, aws.Requests.Count);
    }

    [Fact]
    public async Task A_server_error_is_sent_again_with_the_same_body()
    {
        await using var aws = new Responder(new Answer("", 503), new Answer("", 202));
        await Clients.Lambda(aws.Url).InvokeAsync(
            new() { FunctionName = "f", InvocationType = InvocationType.Event, Payload = """{"a":1}""" }, TestContext.Current.CancellationToken);
        Assert.Equal(["""{"a":1}""", """{"a":1}"""], aws.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task When_it_stays_throttled_the_exception_says_which_limit()
    {
        await using var aws = new Responder(_slowDown, _slowDown, _slowDown);
        using var client = Clients.Lambda(aws.Url);
        var error = await Assert.ThrowsAsync<TooManyRequestsException>(
            () => client.GetFunctionAsync(new() { FunctionName = "f" }, TestContext.Current.CancellationToken));
        Assert.Same(ThrottleReason.CallerRateLimitExceeded, error.Reason);
        Assert.Equal("7", error.RetryAfterSeconds);
        Assert.Equal(3, aws.Requests.Count);
    }

    [Fact]
    public async Task A_client_error_is_not_sent_again()
    {
        await using var aws = new Responder(new Answer("""{"message":"m"}""", 400, new() { ["x-amzn-ErrorType"] = "ResourceInUseException" }));
        await Assert.ThrowsAsync<ResourceInUseException>(
            () => Clients.Lambda(aws.Url).UpdateEventSourceMappingAsync(new() { UUID = "u" }, TestContext.Current.CancellationToken));
        Assert.Single(aws.Requests);
    }
}
