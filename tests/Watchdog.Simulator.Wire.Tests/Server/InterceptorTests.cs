using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Protocols;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Server;

public sealed class InterceptorTests
{
    [Fact]
    public async Task A_refusal_has_the_shape_of_the_service_and_its_official_client_takes_it_for_that()
    {
        await using var wire = await TestWire.StartAsync(interceptor: new Interceptor((call, _) =>
            Task.FromResult<WireResponse?>(call.Service.Refuse(call.Request, call.Operation, new AwsException("ThrottlingException", "Rate exceeded", 429)))));
        var outcome = await Boto.RunAsync(wire,
            """
            calls = {
                'cloudwatch': ('list_metrics', {}), 'lambda': ('update_event_source_mapping', {'UUID': 'one', 'Enabled': False}),
                'sqs': ('list_queues', {}), 'sns': ('list_topics', {}), 'sts': ('get_caller_identity', {}), 'iam': ('get_role', {'RoleName': 'one'}),
                'kinesis': ('list_streams', {}),
            }
            for name, (call, arguments) in calls.items():
                refused = error(getattr(client(name), call), **arguments)
                out[name] = f"{refused['status']} {refused['code']}: {refused['message']}"
            """);

        Assert.Equal(7, outcome.AsObject().Count);
        Assert.All(outcome.AsObject(), o => Assert.Equal("429 ThrottlingException: Rate exceeded", (string)o.Value!));
        Assert.Equal(
            ["iam:GetRole", "kinesis:ListStreams", "lambda:UpdateEventSourceMapping", "monitoring:ListMetrics", "sns:ListTopics", "sqs:ListQueues", "sts:GetCallerIdentity"],
            wire.Server.Usage.Total.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_there_is_no_answer_the_connection_is_dropped_and_the_call_counts_if_it_was_carried_out(bool carriedOut)
    {
        await using var wire = await TestWire.StartAsync(interceptor: new Interceptor(async (call, answer) =>
        {
            if (carriedOut)
                await answer(call.Request);
            return null;
        }));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => RawClient.JsonAsync(wire, "sqs", "AmazonSQS.ListQueues", "{}"));

        Assert.Equal(carriedOut ? ["sqs:ListQueues"] : [], wire.Server.Usage.Total.Keys);
    }

    [Fact]
    public async Task Series_that_lose_points_say_PartialData_and_the_others_Complete()
    {
        await using var wire = await TestWire.StartAsync(interceptor: new Interceptor(async (call, answer) =>
            await answer(call.Request with { PointLoss = new PointLoss(1, 0.3) })));
        MetricSamples.Count(wire, "Errors", "orders", 100);
        var outcome = await Boto.RunAsync(wire,
            $$$"""
            import datetime
            end = datetime.datetime.fromtimestamp({{{wire.Account.Now.ToUnixTimeSeconds()}}}, datetime.timezone.utc)
            def q(id, function):
                return {'Id': id, 'MetricStat': {'Metric': {'Namespace': 'AWS/Lambda', 'MetricName': 'Errors',
                        'Dimensions': [{'Name': 'FunctionName', 'Value': function}]}, 'Period': 60, 'Stat': 'Sum'}}
            for run in ['first', 'second']:
                answer = client('cloudwatch').get_metric_data(
                    MetricDataQueries=[q('a', 'orders'), q('b', 'none')], StartTime=end - datetime.timedelta(hours=2), EndTime=end)
                out[run] = {r['Id']: [r['StatusCode'], [str(t) for t in r['Timestamps']]] for r in answer['MetricDataResults']}
            """);

        Assert.Equal("PartialData", (string)outcome["first"]!["a"]![0]!);
        Assert.InRange(outcome["first"]!["a"]![1]!.AsArray().Count, 55, 85);
        Assert.Equal("""["Complete",[]]""", outcome["first"]!["b"]!.ToJsonString());
        Assert.Equal(outcome["first"]!.ToJsonString(), outcome["second"]!.ToJsonString());
    }

    private sealed class Interceptor(Func<WireCall, Func<WireRequest, Task<WireResponse>>, Task<WireResponse?>> handle) : IWireInterceptor
    {
        public Task<WireResponse?> HandleAsync(WireCall call, Func<WireRequest, Task<WireResponse>> answer) => handle(call, answer);
    }
}
