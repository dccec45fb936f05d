using Watchdog.Aws.Account;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Account;

public sealed class Streams
{
    private const string Clicks = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
    private const string Consumer = Clicks + "/consumer/audit:1768478400";
    private const string Orders = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";

    [Theory]
    [InlineData("ResourceNotFoundException")]
    [InlineData("AccessDeniedException")]
    public async Task A_stream_that_is_gone_or_forbidden_is_taken_for_one_with_the_least_retention(string error)
    {
        await using var kinesis = new Responder(new Answer($$"""{"__type":"{{error}}","message":"m"}""", 400));
        Assert.Equal([new(new(ResourceKind.Stream, "clicks"), Clicks, TimeSpan.FromHours(24))], await Read(kinesis, Clicks));
    }

    [Fact]
    public async Task An_error_of_another_kind_is_not_taken_for_an_answer()
    {
        await using var kinesis = new Responder(new Answer("""{"__type":"InvalidArgumentException","message":"m"}""", 400));
        await Assert.ThrowsAsync<Amazon.Kinesis.Model.InvalidArgumentException>(() => Read(kinesis, Clicks));
    }

    [Fact]
    public async Task A_stream_is_asked_about_once_however_many_read_it_and_each_is_listed_as_its_mapping_names_it()
    {
        await using var kinesis = new Responder(new Answer("""{"StreamDescriptionSummary":{"RetentionPeriodHours":168}}"""));
        var streams = await Read(kinesis, Clicks, Clicks, Consumer);
        Assert.Equal([Clicks, Consumer], streams.Select(s => s.Arn));
        Assert.All(streams, s => Assert.Equal((new ResourceId(ResourceKind.Stream, "clicks"), TimeSpan.FromDays(7)), (s.Id, s.Retention)));
        Assert.Contains($"\"{Clicks}\"", Assert.Single(kinesis.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_not_asked_about_and_queues_and_clusters_are_no_streams()
    {
        await using var kinesis = new Responder();
        var streams = await Read(kinesis, "arn:aws:sqs:us-east-1:123456789012:work", Orders, "arn:aws:kafka:us-east-1:123456789012:cluster/c/1", "");
        Assert.Equal([new(new(ResourceKind.Table, "orders"), Orders, TimeSpan.FromHours(24))], streams);
        Assert.Empty(kinesis.Requests);
    }

    [Fact]
    public void A_mapping_with_provisioned_pollers_says_so()
    {
        Assert.True(Mapping(new() { MinimumPollers = 5 }).IsProvisioned);
        Assert.False(Mapping(null).IsProvisioned);
        Assert.False(Mapping(new()).IsProvisioned);
    }

    private static EventSourceMapping Mapping(Amazon.Lambda.Model.ProvisionedPollerConfig? pollers) => LambdaMapping.ToMapping(
        new Amazon.Lambda.Model.GetEventSourceMappingResponse
        {
            UUID = "u",
            FunctionArn = "arn:aws:lambda:us-east-1:1:function:f",
            ProvisionedPollerConfig = pollers,
        });

    private static async Task<IEnumerable<EventStream>> Read(Responder kinesis, params string[] sources) =>
        await new StreamSource(Clients.Kinesis(kinesis.Url)).ReadAsync(
            sources.Select((arn, i) => new EventSourceMapping($"u{i}", arn, "f", null, "Enabled", 100, TimeSpan.Zero, null, false)),
            TestContext.Current.CancellationToken);
}
