using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.CloudWatch;

public sealed class GetMetricDataTests
{
    /// <summary>Defines <c>get(queries, **more)</c> and <c>q(id, metric, **stat)</c>, over the two hours before the account's now.</summary>
    private static string Script(TestWire wire, string calls) =>
        $$"""
        import datetime
        cw = client('cloudwatch')
        end = datetime.datetime.fromtimestamp({{wire.Account.Now.ToUnixTimeSeconds()}}, datetime.timezone.utc)
        start = end - datetime.timedelta(hours=2)
        def q(id, metric='Errors', function='orders', period=60, stat='Sum', **more):
            return {'Id': id, 'MetricStat': {'Metric': {'Namespace': 'AWS/Lambda', 'MetricName': metric,
                    'Dimensions': [{'Name': 'FunctionName', 'Value': function}]}, 'Period': period, 'Stat': stat}, **more}
        def arguments(queries, **more):
            return {'MetricDataQueries': queries, 'StartTime': start, 'EndTime': end, **more}
        def get(queries, **more):
            return cw.get_metric_data(**arguments(queries, **more))
        def times(result):
            return [int((t - start).total_seconds() // 60) for t in result['Timestamps']]
        {{calls}}
        """;

    [Fact]
    public async Task Series_come_newest_first_unless_asked_otherwise()
    {
        await using var wire = await TestWire.StartAsync();
        MetricSamples.Count(wire, "Errors", "orders", 3);
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            down = get([q('a')])['MetricDataResults'][0]
            up = get([q('a', Label='mine')], ScanBy='TimestampAscending')['MetricDataResults'][0]
            out = {'down': [times(down), down['Values'], down['Label'], down['StatusCode']], 'up': [times(up), up['Values'], up['Label']]}
            """));

        Assert.Equal("""[[2,1,0],[3,2,1],"Errors","Complete"]""", outcome["down"]!.ToJsonString().Replace(".0", "", StringComparison.Ordinal));
        Assert.Equal("""[[0,1,2],[1,2,3],"mine"]""", outcome["up"]!.ToJsonString().Replace(".0", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_metric_without_data_is_complete_and_empty_and_so_is_one_of_another_unit()
    {
        await using var wire = await TestWire.StartAsync();
        MetricSamples.Count(wire, "Errors", "orders", 3);
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            seconds = q('b'); seconds['MetricStat']['Unit'] = 'Seconds'
            count = q('c'); count['MetricStat']['Unit'] = 'Count'
            out = {r['Id']: [r['StatusCode'], len(r['Values'])] for r in get([q('a', function='none'), seconds, count])['MetricDataResults']}
            """));

        Assert.Equal("""{"a":["Complete",0],"b":["Complete",0],"c":["Complete",3]}""", outcome.ToJsonString());
    }

    [Fact]
    public async Task Statistics_and_periods_are_those_that_were_asked_for()
    {
        await using var wire = await TestWire.StartAsync();
        MetricSamples.Count(wire, "Errors", "orders", 10);
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            queries = [q(s.lower(), stat=s, period=300) for s in ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount']]
            out = {r['Id']: [int(v) for v in r['Values']] for r in get(queries, ScanBy='TimestampAscending')['MetricDataResults']}
            """));

        Assert.Equal(
            """{"sum":[15,40],"average":[3,8],"minimum":[1,6],"maximum":[5,10],"samplecount":[5,5]}""", outcome.ToJsonString());
    }

    [Fact]
    public async Task Pages_split_a_series_and_together_hold_every_point_once()
    {
        await using var wire = await TestWire.StartAsync(new CloudWatchOptions(DataPointsPerPage: 7));
        MetricSamples.Count(wire, "Errors", "orders", 10);
        MetricSamples.Count(wire, "Throttles", "orders", 10);
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            queries = [q('e'), q('hidden', ReturnData=False), q('t', metric='Throttles')]
            pages, token = [], None
            while True:
                page = get(queries, **({'NextToken': token} if token else {}))
                pages.append([[r['Id'], r['StatusCode'], [int(v) for v in r['Values']]] for r in page['MetricDataResults']])
                token = page.get('NextToken')
                if not token: break
            merged = {}
            for p in cw.get_paginator('get_metric_data').paginate(**arguments(queries)):
                for r in p['MetricDataResults']: merged.setdefault(r['Id'], []).extend(int(v) for v in r['Values'])
            first = get(queries)
            out = {'pages': pages, 'merged': merged, 'other': error(cw.get_metric_data, **arguments([q('x')], NextToken=first['NextToken']))['code'],
                   'garbage': error(cw.get_metric_data, **arguments(queries, NextToken='garbage'))['code'],
                   'small': [len(r['Values']) for r in get(queries, MaxDatapoints=2)['MetricDataResults']]}
            """));

        Assert.Equal(
            """[[["e","PartialData",[10,9,8,7,6,5,4]]],[["e","Complete",[3,2,1]],["t","PartialData",[10,9,8,7]]],[["t","Complete",[6,5,4,3,2,1]]]]""",
            outcome["pages"]!.ToJsonString());
        Assert.Equal("""{"e":[10,9,8,7,6,5,4,3,2,1],"t":[10,9,8,7,6,5,4,3,2,1]}""", outcome["merged"]!.ToJsonString());
        Assert.Equal("InvalidNextToken", (string?)outcome["other"]);
        Assert.Equal("InvalidNextToken", (string?)outcome["garbage"]);
        Assert.Equal("[2]", outcome["small"]!.ToJsonString());
    }

    [Fact]
    public async Task Bad_input_is_refused_with_the_codes_of_CloudWatch()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            def code(queries, **more):
                e = error(cw.get_metric_data, **{**arguments(queries), **more})
                return e and e['code']
            expression = error(cw.get_metric_data, **arguments([{'Id': 'x', 'Expression': "SEARCH('{AWS/Lambda}', 'Sum', 60)"}]))
            out = {
              'expression': [expression['code'], expression['message'], expression['status']],
              'none': code([]),
              'twice': code([q('a'), q('a')]),
              'id': code([q('Aa')]),
              'many': code([q(f'a{i}') for i in range(501)]),
              'most': code([q(f'a{i}') for i in range(500)]),
              'period': code([q('a', period=90)]),
              'stat': code([q('a', stat='Median')]),
              'percentile': code([q('a', stat='p99.9')]),
              'reversed': code([q('a')], StartTime=end, EndTime=start),
              'equal': code([q('a')], EndTime=start),
              'scan': code([q('a')], ScanBy='Random'),
              'points': code([q('a')], MaxDatapoints=100801),
            }
            """));

        Assert.Equal("ValidationError", (string?)outcome["expression"]![0]);
        Assert.Contains("MetricStat only", (string?)outcome["expression"]![1], StringComparison.Ordinal);
        Assert.Equal(400, (int?)outcome["expression"]![2]);
        var codes = outcome.AsObject().Where(c => c.Key != "expression").Select(c => $"{c.Key}={c.Value}");
        Assert.Equal(
            [
                "none=MissingParameter", "twice=ValidationError", "id=ValidationError", "many=ValidationError", "most=", "period=InvalidParameterValue",
                "stat=InvalidParameterValue", "percentile=", "reversed=ValidationError", "equal=ValidationError", "scan=InvalidParameterValue",
                "points=InvalidParameterValue",
            ],
            codes);
    }

    [Fact]
    public async Task Without_query_mode_an_error_bears_the_name_of_its_shape()
    {
        await using var wire = await TestWire.StartAsync();
        var answer = await RawClient.JsonAsync(
            wire, "monitoring", "GraniteServiceVersion20100801.GetMetricData", """{"MetricDataQueries":"x","StartTime":0,"EndTime":60}""");
        var missing = await RawClient.JsonAsync(wire, "monitoring", "GraniteServiceVersion20100801.GetMetricData", "{}");

        Assert.EndsWith("#SerializationException", (string?)JsonNode.Parse(answer.Body)!["__type"], StringComparison.Ordinal);
        Assert.EndsWith("#MissingRequiredParameterException", (string?)JsonNode.Parse(missing.Body)!["__type"], StringComparison.Ordinal);
        Assert.False(missing.Headers.Contains("x-amzn-query-error"));
    }

    [Fact]
    public async Task A_window_without_end_is_answered_from_what_is_kept()
    {
        await using var wire = await TestWire.StartAsync();
        MetricSamples.Count(wire, "Errors", "orders", 3);
        var answer = await RawClient.JsonAsync(
            wire,
            "monitoring",
            "GraniteServiceVersion20100801.GetMetricData",
            """
            {"MetricDataQueries":[{"Id":"a","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors",
            "Dimensions":[{"Name":"FunctionName","Value":"orders"}]},"Period":86400,"Stat":"Sum"}}],"StartTime":0,"EndTime":99999999999}
            """);

        Assert.Equal("[6]", JsonNode.Parse(answer.Body)!["MetricDataResults"]![0]!["Values"]!.ToJsonString());
    }
}
