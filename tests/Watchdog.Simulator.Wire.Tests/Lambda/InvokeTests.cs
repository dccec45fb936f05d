using System.Text;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class InvokeTests
{
    [Fact]
    public async Task A_hosted_function_answers_through_its_host()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("watchdog-CircuitBreaker", hosted: true);
        wire.Host.Result = new InvocationResult(Encoding.UTF8.GetBytes("""{"errorMessage":"no"}"""), "Unhandled", "START\nEND\n");
        var outcome = await Boto.RunAsync(wire,
            """
            import base64
            l = client('lambda')
            r = l.invoke(FunctionName='arn:aws:lambda:us-east-1:123456789012:function:watchdog-CircuitBreaker', Payload=b'{"action":"status"}', LogType='Tail')
            out = [r['StatusCode'], r['FunctionError'], r['ExecutedVersion'], base64.b64decode(r['LogResult']).decode(), json.load(r['Payload'])]
            l.invoke(FunctionName='watchdog-CircuitBreaker')
            """);

        Assert.Equal("""[200,"Unhandled","$LATEST","START\nEND\n",{"errorMessage":"no"}]""", outcome.ToJsonString());
        Assert.Equal([("watchdog-CircuitBreaker", """{"action":"status"}"""), ("watchdog-CircuitBreaker", "{}")], wire.Host.Invoked);
    }

    [Fact]
    public async Task An_event_is_enqueued_and_a_dry_run_does_nothing()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("watchdog-CircuitBreaker", hosted: true);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            event = l.invoke(FunctionName='watchdog-CircuitBreaker', InvocationType='Event', Payload=b'{"a":1}')
            dry = l.invoke(FunctionName='watchdog-CircuitBreaker', InvocationType='DryRun')
            out = [event['StatusCode'], event['Payload'].read().decode(), dry['StatusCode'], 'FunctionError' in event]
            """);

        Assert.Equal("""[202,"",204,false]""", outcome.ToJsonString());
        Assert.Equal([("watchdog-CircuitBreaker", """{"a":1}""")], wire.Host.Enqueued);
        Assert.Empty(wire.Host.Invoked);
    }

    [Fact]
    public async Task A_reservation_of_zero_throttles_calls_and_loses_events()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("hosted", hosted: true).ReservedConcurrency = 0;
        wire.AddFunction("orders").ReservedConcurrency = 0;
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            for name in ['hosted', 'orders']:
                e = error(l.invoke, FunctionName=name)
                out[name] = [e['status'], e['code'], e['response']['Reason'], e['response']['ResponseMetadata']['HTTPHeaders']['retry-after'],
                             l.invoke(FunctionName=name, InvocationType='Event')['StatusCode']]
            """);

        const string Expected = """[429,"TooManyRequestsException","ReservedFunctionConcurrentInvocationLimitExceeded","1",202]""";
        Assert.Equal(Expected, outcome["hosted"]!.ToJsonString());
        Assert.Equal(Expected, outcome["orders"]!.ToJsonString());
        Assert.Empty(wire.Host.Invoked);
        Assert.Empty(wire.Host.Enqueued);
    }

    [Fact]
    public async Task A_function_of_the_scenario_runs_in_the_physics()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("orders");
        wire.Account.Advance(TimeSpan.FromSeconds(1));
        var start = wire.Account.Now;
        var answer = await AwsCli.RunAsync(wire, "lambda", "invoke", "--function-name", "orders", "--payload", "{}", "/dev/null");

        Assert.Equal(200, (int?)answer!["StatusCode"]);
        wire.Account.Advance(TimeSpan.FromMinutes(6));
        var invocations = wire.Account.Metrics.Read(
            new MetricId("AWS/Lambda", "Invocations", "Count", new MetricDimension("FunctionName", "orders")),
            "Sum",
            TimeSpan.FromHours(1),
            start,
            wire.Account.Now,
            wire.Account.Now);
        Assert.Equal(1, Assert.Single(invocations).Value);
        Assert.Empty(wire.Host.Invoked);
    }

    [Fact]
    public async Task Bad_requests_are_refused()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("hosted", hosted: true);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def code(**arguments):
                e = error(l.invoke, **{'FunctionName': 'hosted', **arguments})
                return f"{e['status']} {e['code']} {e['message'][:38]}"
            out = [code(Payload=b'{no json'), code(InvocationType='Sometimes'), code(FunctionName='nobody'), code(Qualifier='live'),
                   code(Payload=b'"' + b'a' * (6 * 1024 * 1024) + b'"'), code(InvocationType='Event', Payload=b'"' + b'a' * (1024 * 1024) + b'"')]
            """);

        Assert.Equal(
            [
                "400 InvalidRequestContentException Could not parse request body into json",
                "400 ValidationException 1 validation error detected: Value 'So",
                "404 ResourceNotFoundException Function not found: arn:aws:lambda:us-",
                "404 ResourceNotFoundException Function not found: arn:aws:lambda:us-",
                "413 RequestTooLargeException Request must be smaller than 6291456 b",
                "413 RequestTooLargeException Request must be smaller than 1048576 b",
            ],
            outcome.AsArray().Select(c => (string?)c));
        Assert.Empty(wire.Host.Invoked);
    }
}
