using Watchdog.Simulator.Wire.Protocols;
using Watchdog.Simulator.Wire.Sts;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Server;

public sealed class WireServerTests
{
    [Fact]
    public async Task Usage_is_counted_by_caller_and_operation()
    {
        await using var wire = await TestWire.StartAsync();
        var start = MetricSamples.Count(wire, "Errors", "orders", 1).ToUnixTimeSeconds();
        await AwsCli.RunAsync(wire, "sts", "get-caller-identity");
        await AwsCli.RunAsync(wire, "sqs", "list-queues");
        const string Query = """{"Id":"ID","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors"},"Period":60,"Stat":"Sum"}}""";
        var queries = $"{Query.Replace("ID", "a", StringComparison.Ordinal)},{Query.Replace("ID", "b", StringComparison.Ordinal)}";
        for (var call = 0; call < 2; call++)
        {
            var answer = await RawClient.JsonAsync(
                wire,
                "monitoring",
                "GraniteServiceVersion20100801.GetMetricData",
                $$"""{"MetricDataQueries":[{{queries}}],"StartTime":{{start}},"EndTime":{{start + 600}}}""");
            Assert.Equal(200, answer.Status);
        }

        var all = wire.Server.Usage.Total;
        Assert.Equal(new ApiUsage(2, 4), all["monitoring:GetMetricData"]);
        Assert.Equal(new ApiUsage(1, 0), all["sqs:ListQueues"]);
        Assert.Equal(["monitoring:GetMetricData"], wire.Server.Usage.Sum(caller => caller == RawClient.Caller).Keys);
        Assert.Equal(["sqs:ListQueues", "sts:GetCallerIdentity"], wire.Server.Usage.Sum(caller => caller == TestWire.AccessKeyId).Keys);
    }

    [Fact]
    public async Task A_refused_call_counts_too()
    {
        await using var wire = await TestWire.StartAsync();
        await RawClient.JsonAsync(wire, "sqs", "AmazonSQS.GetQueueUrl", """{"QueueName":"none"}""");

        Assert.Equal(new ApiUsage(1, 0), wire.Server.Usage.Total["sqs:GetQueueUrl"]);
    }

    [Fact]
    public async Task An_unknown_operation_is_refused_as_its_protocol_does()
    {
        await using var wire = await TestWire.StartAsync();
        var json = await RawClient.JsonAsync(wire, "sqs", "AmazonSQS.Explode", "{}");
        var form = await RawClient.FormAsync(wire, "sns", "Action=Explode&Version=2010-03-31");
        var rest = await RawClient.SendAsync(wire, HttpMethod.Get, "/2015-03-31/explosions", "", RawClient.Authorization("lambda"));

        Assert.Equal(400, json.Status);
        Assert.Contains("#UnknownOperationException\"", json.Body, StringComparison.Ordinal);
        Assert.Equal(400, form.Status);
        Assert.Contains("<Code>InvalidAction</Code>", form.Body, StringComparison.Ordinal);
        Assert.Equal(404, rest.Status);
        Assert.Equal("UnknownOperationException", rest.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Empty(wire.Server.Usage.Total);
    }

    [Fact]
    public async Task Every_answer_bears_a_request_id_and_the_same_run_gives_the_same_ids()
    {
        var ids = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var wire = await TestWire.StartAsync();
            var answer = await RawClient.FormAsync(wire, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
            ids.Add(answer.Headers.GetValues("x-amzn-requestid").Single());
            Assert.Contains($"<RequestId>{ids[^1]}</RequestId>", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task A_failure_of_the_simulator_is_an_internal_failure_that_names_it()
    {
        await using var server = await WireServer.StartAsync([new BrokenService()], 0, TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Endpoint);
        request.Headers.TryAddWithoutValidation("Authorization", RawClient.Authorization("broken"));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("out of order", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_of_one_name_are_refused()
    {
        var account = new Watchdog.Simulator.Account.SimulatedAccount();
        await Assert.ThrowsAsync<ArgumentException>(
            () => WireServer.StartAsync([new StsService(account), new StsService(account)], 0, TestContext.Current.CancellationToken));
    }

    private sealed class BrokenService : IWireService
    {
        public string SigningName => "broken";

        public IReadOnlyCollection<string> Operations => [];

        public string OperationOf(WireRequest request) => "";

        public WireResponse Refuse(WireRequest request, string operation, AwsException error) => throw new InvalidOperationException(error.Message);

        public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("out of order");
    }
}
