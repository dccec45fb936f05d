using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task No_reservation_is_an_empty_answer_and_zero_is_a_value()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def now(): return l.get_function_concurrency(FunctionName='orders').get('ReservedConcurrentExecutions')
            out['steps'] = [now()]
            for n in [0, 50]:
                l.put_function_concurrency(FunctionName='orders', ReservedConcurrentExecutions=n)
                out['steps'].append(now())
            reply = l.delete_function_concurrency(FunctionName='orders')
            out['steps'].append(now())
            out['status'] = reply['ResponseMetadata']['HTTPStatusCode']
            """);

        Assert.Equal("[null,0,50,null]", outcome["steps"]!.ToJsonString());
        Assert.Equal(204, (int?)outcome["status"]);
        Assert.Null(function.ReservedConcurrency);
    }

    [Fact]
    public async Task A_hundred_executions_stay_unreserved()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("orders").ReservedConcurrency = 300;
        wire.AddFunction("mails").ReservedConcurrency = 100;
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def put(n):
                e = error(l.put_function_concurrency, FunctionName='orders', ReservedConcurrentExecutions=n)
                return [e['code'], e['message']] if e else None
            out = [put(800), put(801), put(-1)]
            """);

        Assert.Null(outcome[0]);
        Assert.Equal("InvalidParameterValueException", (string?)outcome[1]![0]);
        Assert.Contains("UnreservedConcurrentExecution below its minimum value of [100]", (string?)outcome[1]![1], StringComparison.Ordinal);
        Assert.Equal("ValidationException", (string?)outcome[2]![0]);
        Assert.Equal(800, wire.Account.Functions["orders"].ReservedConcurrency);
    }

    [Fact]
    public async Task The_smallest_account_can_reserve_zero_and_nothing_else()
    {
        await using var wire = await TestWire.StartAsync();
        wire.Account.ConcurrencyLimit = 10;
        wire.AddFunction("orders");
        var refused = await AwsCli.FailAsync(wire, "lambda", "put-function-concurrency", "--function-name", "orders", "--reserved-concurrent-executions", "1");
        await AwsCli.RunAsync(wire, "lambda", "put-function-concurrency", "--function-name", "orders", "--reserved-concurrent-executions", "0");

        Assert.Contains("InvalidParameterValueException", refused, StringComparison.Ordinal);
        Assert.Equal(0, wire.Account.Functions["orders"].ReservedConcurrency);
    }

    [Fact]
    public async Task Where_given_up_events_go_is_the_dead_letter_config_and_no_other_was_ever_configured()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("plain");
        var queue = wire.AddQueue("failures");
        wire.Account.Functions.Add("safe", new Account.SimulatedFunction
        {
            Name = "safe", Arn = "arn:aws:lambda:us-east-1:123456789012:function:safe", RoleArn = "r", LastModified = wire.Account.Now, OnFailureArn = queue.Arn,
        });
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            out['target'] = [l.get_function(FunctionName=n)['Configuration'].get('DeadLetterConfig', {}).get('TargetArn') for n in ('safe', 'plain')]
            out['listed'] = [f.get('DeadLetterConfig', {}).get('TargetArn') for f in l.list_functions()['Functions']]
            e = error(l.get_function_event_invoke_config, FunctionName='safe')
            out['error'] = [e['status'], e['code'], e['message']]
            """);

        Assert.Equal($"""["{queue.Arn}",null]""", outcome["target"]!.ToJsonString());
        Assert.Equal($"""[null,"{queue.Arn}"]""", outcome["listed"]!.ToJsonString());
        Assert.Equal((404, "ResourceNotFoundException"), ((int)outcome["error"]![0]!, (string)outcome["error"]![1]!));
        Assert.Contains("safe:$LATEST doesn't have an EventInvokeConfig", (string?)outcome["error"]![2], StringComparison.Ordinal);
    }
}
