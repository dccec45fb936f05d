using Amazon.Kinesis;
using Amazon.Kinesis.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Kinesis;

public sealed class KinesisTests(MotoServer moto)
{
    private const string Arn = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";

    [Theory]
    [InlineData("clicks", null, """{"StreamName": "clicks"}""")]
    [InlineData(null, Arn, $$"""{"StreamARN": "{{Arn}}"}""")]
    public async Task DescribeStreamSummary_is_the_request_that_botocore_makes(string? name, string? arn, string parameters)
    {
        await using var aws = new Responder(new Answer("{}"));
        using var client = Clients.Kinesis(aws.Url);
        await client.DescribeStreamSummaryAsync(new() { StreamName = name, StreamARN = arn }, TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync("kinesis", "DescribeStreamSummary", "json", parameters, aws.Request);
        Assert.DoesNotContain("x-amzn-query-mode", aws.Request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stream_says_how_long_it_keeps_its_records()
    {
        var made = await moto.SeedAsync("compat-kinesis-");
        using var client = Clients.Kinesis(moto.Url);
        var summary = (await client.DescribeStreamSummaryAsync(
            new() { StreamARN = (string)made["stream"]! }, TestContext.Current.CancellationToken)).StreamDescriptionSummary!;
        Assert.Equal(("compat-kinesis-clicks", (string)made["stream"]!), (summary.StreamName!, summary.StreamARN!));
        Assert.Equal((48, 2), (summary.RetentionPeriodHours, summary.OpenShardCount));
        Assert.Same(StreamStatus.ACTIVE, summary.StreamStatus);
        Assert.Equal(DateTimeKind.Utc, summary.StreamCreationTimestamp!.Value.Kind);
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_a_ResourceNotFoundException()
    {
        moto.Require();
        using var client = Clients.Kinesis(moto.Url);
        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.DescribeStreamSummaryAsync(new() { StreamName = "nobody" }, TestContext.Current.CancellationToken));
        Assert.Equal("ResourceNotFoundException", error.ErrorCode);
    }

    [Fact]
    public async Task A_call_that_is_not_permitted_is_an_AccessDeniedException()
    {
        await using var aws = new Responder(new Answer("""{"__type":"AccessDeniedException","Message":"User is not authorized"}""", 400));
        using var client = Clients.Kinesis(aws.Url);
        var error = await Assert.ThrowsAsync<AccessDeniedException>(
            () => client.DescribeStreamSummaryAsync(new() { StreamName = "clicks" }, TestContext.Current.CancellationToken));
        Assert.Equal("User is not authorized", error.Message);
    }
}
