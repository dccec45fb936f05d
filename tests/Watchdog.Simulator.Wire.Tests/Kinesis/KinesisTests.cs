using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Kinesis;

public sealed class KinesisTests
{
    [Fact]
    public async Task A_stream_is_described_by_name_and_by_ARN()
    {
        await using var wire = await TestWire.StartAsync();
        var stream = wire.AddStream("clicks", shards: 4, retention: TimeSpan.FromDays(7));
        var byName = await AwsCli.RunAsync(wire, "kinesis", "describe-stream-summary", "--stream-name", "clicks");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            r = client('kinesis').describe_stream_summary(StreamARN='{{stream.Arn}}')
            s = r['StreamDescriptionSummary']
            out['summary'] = [s['StreamName'], s['RetentionPeriodHours'], s['OpenShardCount'], s['StreamStatus'], s['StreamCreationTimestamp'].isoformat()]
            out['type'] = r['ResponseMetadata']['HTTPHeaders']['content-type']
            """);

        Assert.Equal(168, (int?)byName!["StreamDescriptionSummary"]!["RetentionPeriodHours"]);
        Assert.Equal(stream.Arn, (string?)byName["StreamDescriptionSummary"]!["StreamARN"]);
        var summary = outcome["summary"]!.AsArray();
        Assert.Equal("""["clicks",168,4,"ACTIVE"]""", $"[{string.Join(',', summary.Take(4).Select(v => v!.ToJsonString()))}]");
        Assert.Equal(stream.CreatedAt, DateTimeOffset.Parse((string)summary[4]!));
        Assert.Equal("application/x-amz-json-1.1", (string?)outcome["type"]);
    }

    [Fact]
    public async Task Streams_are_listed_in_pages_and_tables_are_not_among_them()
    {
        await using var wire = await TestWire.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
            wire.AddStream(name);
        wire.AddStream("orders", StreamKind.Table);
        var outcome = await Boto.RunAsync(wire,
            """
            k = client('kinesis')
            out['all'] = k.list_streams()['StreamNames']
            out['pages'] = [p['StreamNames'] for p in k.get_paginator('list_streams').paginate(PaginationConfig={'PageSize': 2})]
            later = k.list_streams(ExclusiveStartStreamName='a', Limit=1)
            out['later'] = [later['StreamNames'], later['HasMoreStreams']]
            out['token'] = error(k.list_streams, NextToken='x')['code']
            """);

        Assert.Equal("""["a","b","c"]""", outcome["all"]!.ToJsonString());
        Assert.Equal("""[["a","b"],["c"]]""", outcome["pages"]!.ToJsonString());
        Assert.Equal("""[["b"],true]""", outcome["later"]!.ToJsonString());
        Assert.Equal("ExpiredNextTokenException", (string?)outcome["token"]);
    }

    [Fact]
    public async Task What_does_not_exist_or_is_not_said_is_refused()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddStream("clicks");
        wire.AddStream("orders", StreamKind.Table);
        var outcome = await Boto.RunAsync(wire,
            """
            k = client('kinesis')
            def code(**arguments):
                e = error(k.describe_stream_summary, **arguments)
                return f"{e['status']} {e['code']}"
            arn = 'arn:aws:kinesis:us-east-1:123456789012:stream/'
            out['codes'] = [code(StreamName='nobody'), code(StreamName='orders'), code(StreamARN=arn + 'nobody'),
              code(StreamARN=arn.replace('us-east-1', 'eu-west-1') + 'clicks'), code(StreamARN='clicks'), code()]
            out['message'] = error(k.describe_stream_summary, StreamName='nobody')['message']
            """);

        Assert.Equal(
            ["400 ResourceNotFoundException", "400 ResourceNotFoundException", "400 ResourceNotFoundException", "400 ResourceNotFoundException",
                "400 ValidationException", "400 InvalidArgumentException"],
            outcome["codes"]!.AsArray().Select(c => (string)c!));
        Assert.Equal("Stream nobody under account 123456789012 not found.", (string?)outcome["message"]);
    }
}
