using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class EventSourceMappingsTests
{
    private const string Work = "arn:aws:sqs:us-east-1:123456789012:work";
    private const string Stream = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-05T09:00:00.000";

    private static string Uuid(int number) => $"00000000-0000-0000-0000-{number:d12}";

    [Fact]
    public async Task Mappings_are_listed_by_source_and_function_and_in_pages()
    {
        await using var wire = await TestWire.StartAsync(lambda: new LambdaOptions(MappingsPerPage: 2));
        wire.AddFunction("a");
        wire.AddFunction("b");
        wire.AddQueue("work");
        wire.AddMapping(Uuid(1), Work, "a");
        wire.AddMapping(Uuid(2), Work, "b");
        wire.AddMapping(Uuid(3), Stream, "a", "live");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def ids(**filters):
                pages = list(l.get_paginator('list_event_source_mappings').paginate(**filters))
                return [[m['UUID'][-1] for m in p['EventSourceMappings']] for p in pages]
            out['all'] = ids()
            out['source'] = ids(EventSourceArn='arn:aws:sqs:us-east-1:123456789012:work')
            out['function'] = ids(FunctionName='a')
            out['alias'] = ids(FunctionName='arn:aws:lambda:us-east-1:123456789012:function:a:live')
            out['nobody'] = error(l.list_event_source_mappings, FunctionName='nobody')['code']
            """);

        Assert.Equal("""[["1","2"],["3"]]""", outcome["all"]!.ToJsonString());
        Assert.Equal("""[["1","2"]]""", outcome["source"]!.ToJsonString());
        Assert.Equal("""[["1","3"]]""", outcome["function"]!.ToJsonString());
        Assert.Equal("""[["3"]]""", outcome["alias"]!.ToJsonString());
        Assert.Equal("ResourceNotFoundException", (string?)outcome["nobody"]);
    }

    [Fact]
    public async Task A_mapping_shows_what_it_connects_and_how()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.AddMapping(Uuid(1), Stream, "a", "live");
        var answer = await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid(1));
        var missing = await AwsCli.FailAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid(9));

        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:a:live", (string?)answer!["FunctionArn"]);
        Assert.Equal(Stream, (string?)answer["EventSourceArn"]);
        Assert.Equal("Enabled", (string?)answer["State"]);
        Assert.Equal($"arn:aws:lambda:us-east-1:123456789012:event-source-mapping:{Uuid(1)}", (string?)answer["EventSourceMappingArn"]);
        Assert.Equal(-1, (int?)answer["MaximumRetryAttempts"]);
        Assert.Null(answer["ScalingConfig"]);
        Assert.Contains("ResourceNotFoundException", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streams_mapping_shows_how_the_stream_is_read()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.Account.Mappings.Add(Uuid(1), new()
        {
            Uuid = Uuid(1),
            SourceArn = Stream,
            FunctionName = "a",
            Parallelization = 4,
            MaximumRetries = 3,
            MaximumRecordAge = TimeSpan.FromHours(1),
            Bisect = true,
        });
        var answer = await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid(1));

        Assert.Equal(4, (int?)answer!["ParallelizationFactor"]);
        Assert.Equal(3, (int?)answer["MaximumRetryAttempts"]);
        Assert.Equal(3600, (int?)answer["MaximumRecordAgeInSeconds"]);
        Assert.True((bool?)answer["BisectBatchOnFunctionError"]);
        Assert.Equal("{}", answer["DestinationConfig"]!["OnFailure"]!.ToJsonString());
    }

    [Fact]
    public async Task A_change_is_accepted_once_and_refused_while_it_is_carried_out()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.AddQueue("work");
        var mapping = wire.AddMapping(Uuid(1), Work, "a");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            l = client('lambda')
            reply = l.update_event_source_mapping(UUID='{{Uuid(1)}}', Enabled=False)
            out['first'] = [reply['ResponseMetadata']['HTTPStatusCode'], reply['State']]
            again = error(l.update_event_source_mapping, UUID='{{Uuid(1)}}', Enabled=True)
            out['again'] = [again['status'], again['code'], l.get_event_source_mapping(UUID='{{Uuid(1)}}')['State']]
            """);

        Assert.Equal("""[202,"Disabling"]""", outcome["first"]!.ToJsonString());
        Assert.Equal("""[400,"ResourceInUseException","Disabling"]""", outcome["again"]!.ToJsonString());

        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Disabled", mapping.State);
        await AwsCli.RunAsync(wire, "lambda", "update-event-source-mapping", "--uuid", Uuid(1), "--enabled");
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Enabled", mapping.State);
    }

    [Fact]
    public async Task The_maximum_concurrency_is_set_and_an_empty_scaling_configuration_removes_it()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.AddQueue("work");
        var mapping = wire.AddMapping(Uuid(1), Work, "a");
        async Task<JsonNode?> UpdateAsync(params string[] arguments)
        {
            await AwsCli.RunAsync(wire, ["lambda", "update-event-source-mapping", "--uuid", Uuid(1), .. arguments]);
            wire.Account.Advance(TimeSpan.FromMinutes(1));
            return await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid(1));
        }

        var capped = await UpdateAsync("--scaling-config", "MaximumConcurrency=2");
        Assert.Equal(2, (int?)capped!["ScalingConfig"]!["MaximumConcurrency"]);
        var smaller = await UpdateAsync("--batch-size", "5");
        Assert.Equal((2, 5), ((int?)smaller!["ScalingConfig"]!["MaximumConcurrency"], (int?)smaller["BatchSize"]));
        var freed = await UpdateAsync("--scaling-config", "{}");
        Assert.Null(freed!["ScalingConfig"]);
        Assert.Null(mapping.MaximumConcurrency);
        Assert.Equal(5, mapping.BatchSize);
    }

    [Fact]
    public async Task Values_out_of_range_are_refused_and_change_nothing()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        var queue = wire.AddMapping(Uuid(1), Work, "a");
        wire.AddMapping(Uuid(2), $"{Work}.fifo", "a");
        wire.AddMapping(Uuid(3), Stream, "a");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def code(mapping, **change):
                e = error(l.update_event_source_mapping, UUID=f'00000000-0000-0000-0000-00000000000{mapping}', **change)
                return e and f"{e['status']} {e['code']}"
            cap = lambda n: {'ScalingConfig': {'MaximumConcurrency': n}}
            out = {
              'cap 1': code(1, **cap(1)), 'cap 1001': code(1, **cap(1001)), 'cap of a stream': code(3, **cap(2)),
              'batch 0': code(1, BatchSize=0), 'batch 10001': code(1, BatchSize=10001), 'batch without window': code(1, BatchSize=11),
              'batch of fifo': code(2, BatchSize=11), 'window': code(1, MaximumBatchingWindowInSeconds=5),
              'other member': code(3, MaximumRetryAttempts=2), 'other function': code(1, FunctionName='nobody'),
              'unknown mapping': code(9, Enabled=False),
            }
            """);

        Assert.Equal(
            [
                "cap 1=400 ValidationException", "cap 1001=400 ValidationException", "cap of a stream=400 InvalidParameterValueException",
                "batch 0=400 ValidationException", "batch 10001=400 ValidationException", "batch without window=400 InvalidParameterValueException",
                "batch of fifo=400 InvalidParameterValueException", "window=400 InvalidParameterValueException",
                "other member=400 InvalidParameterValueException", "other function=404 ResourceNotFoundException",
                "unknown mapping=404 ResourceNotFoundException",
            ],
            outcome.AsObject().Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal("Enabled", queue.State);
    }
}
