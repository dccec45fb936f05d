using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.CloudWatch;

public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_are_listed_by_filters_and_in_pages()
    {
        await using var wire = await TestWire.StartAsync(new CloudWatchOptions(MetricsPerPage: 2));
        foreach (var function in new[] { "a", "b", "c" })
            MetricSamples.Count(wire, "Errors", function, 1);
        MetricSamples.Count(wire, "Invocations", "a", 1);
        wire.Account.Metrics.Record(new MetricId("AWS/SQS", "NumberOfMessagesSent", "Count", new MetricDimension("QueueName", "work")), wire.Account.Now.AddDays(-1), 1);
        var outcome = await Boto.RunAsync(wire,
            """
            cw = client('cloudwatch')
            def names(**filters):
                pages = list(cw.get_paginator('list_metrics').paginate(**filters))
                return [len(pages), sorted(m['MetricName'] + '/' + m['Dimensions'][0]['Value'] for p in pages for m in p['Metrics'])]
            out['all'] = names()
            out['errors'] = names(Namespace='AWS/Lambda', MetricName='Errors')
            out['of a'] = names(Dimensions=[{'Name': 'FunctionName', 'Value': 'a'}])
            out['any function'] = names(Dimensions=[{'Name': 'FunctionName'}])
            out['recent'] = names(RecentlyActive='PT3H')
            out['none'] = names(Namespace='Nothing')
            """);

        Assert.Equal("""[3,["Errors/a","Errors/b","Errors/c","Invocations/a","NumberOfMessagesSent/work"]]""", outcome["all"]!.ToJsonString());
        Assert.Equal("""[2,["Errors/a","Errors/b","Errors/c"]]""", outcome["errors"]!.ToJsonString());
        Assert.Equal("""[1,["Errors/a","Invocations/a"]]""", outcome["of a"]!.ToJsonString());
        Assert.Equal("""[2,["Errors/a","Errors/b","Errors/c","Invocations/a"]]""", outcome["any function"]!.ToJsonString());
        Assert.Equal("""[2,["Errors/a","Errors/b","Errors/c","Invocations/a"]]""", outcome["recent"]!.ToJsonString());
        Assert.Equal("""[1,[]]""", outcome["none"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_put_can_be_read_as_statistics()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            cw.put_metric_data(Namespace='Mine', MetricData=[
              {'MetricName': 'One', 'Timestamp': start, 'Value': 7, 'Unit': 'Seconds', 'Dimensions': [{'Name': 'Z', 'Value': '1'}, {'Name': 'A', 'Value': '2'}]},
              {'MetricName': 'Many', 'Timestamp': start, 'Values': [1, 5], 'Counts': [3, 1]},
              {'MetricName': 'Set', 'Timestamp': start, 'StatisticValues': {'SampleCount': 4, 'Sum': 10, 'Minimum': 1, 'Maximum': 5}}])
            def stats(name, **more):
                reply = cw.get_metric_statistics(Namespace='Mine', MetricName=name, StartTime=start, EndTime=end, Period=60,
                    Statistics=['Sum', 'SampleCount', 'Minimum', 'Maximum', 'Average'], **more)
                return [reply['Label'], [[p['Unit']] + [float(p[s]) for s in ['Sum', 'SampleCount', 'Minimum', 'Maximum', 'Average']] for p in reply['Datapoints']]]
            out['one'] = stats('One', Dimensions=[{'Name': 'A', 'Value': '2'}, {'Name': 'Z', 'Value': '1'}])
            out['without dimensions'] = stats('One')
            out['many'] = stats('Many')
            out['set'] = stats('Set')
            """));

        Assert.Equal("""["One",[["Seconds",7.0,1.0,7.0,7.0,7.0]]]""", outcome["one"]!.ToJsonString());
        Assert.Equal("""["One",[]]""", outcome["without dimensions"]!.ToJsonString());
        Assert.Equal("""["Many",[["None",8.0,4.0,1.0,5.0,2.0]]]""", outcome["many"]!.ToJsonString());
        Assert.Equal("""["Set",[["None",10.0,4.0,1.0,5.0,2.5]]]""", outcome["set"]!.ToJsonString());
    }

    [Fact]
    public async Task A_large_body_may_be_compressed()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            seen = []
            cw.meta.events.register('before-send.cloudwatch', lambda request, **_: seen.append(str(request.headers.get('Content-Encoding', b'none'))))
            cw.put_metric_data(Namespace='Mine', MetricData=[{'MetricName': f'Metric{i}', 'Timestamp': start, 'Value': i} for i in range(900)])
            out['seen'] = seen
            """));

        Assert.Contains("gzip", outcome["seen"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(900, wire.Account.Metrics.List().Count);
    }

    [Fact]
    public async Task Bad_data_are_refused_and_nothing_is_recorded()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, Script(wire,
            """
            def code(namespace='Mine', **datum):
                good = {'MetricName': 'Good', 'Value': 1, 'Timestamp': start}
                e = error(cw.put_metric_data, Namespace=namespace, MetricData=[good, {'MetricName': 'M', 'Timestamp': start, **datum}])
                return e and e['code']
            out = {
              'reserved': code('AWS/Lambda', Value=1),
              'no value': code(),
              'two ways': code(Value=1, Values=[1]),
              'old': code(Value=1, Timestamp=start - datetime.timedelta(days=15)),
              'ahead': code(Value=1, Timestamp=end + datetime.timedelta(hours=3)),
              'impossible': code(StatisticValues={'SampleCount': 1, 'Sum': 5, 'Minimum': 1, 'Maximum': 2}),
              'counts': code(Values=[1, 2], Counts=[1]),
              'not finite': code(Value=float('inf')),
              'statistics': error(cw.get_metric_statistics, Namespace='Mine', MetricName='M', StartTime=start, EndTime=end, Period=60)['code'],
              'too many': error(cw.get_metric_statistics, Namespace='Mine', MetricName='M', StartTime=start - datetime.timedelta(days=2), EndTime=end,
                                Period=60, Statistics=['Sum'])['code'],
            }
            """));

        Assert.Equal(
            [
                "reserved=InvalidParameterValue", "no value=InvalidParameterCombination", "two ways=InvalidParameterCombination", "old=InvalidParameterValue",
                "ahead=InvalidParameterValue", "impossible=InvalidParameterCombination", "counts=InvalidParameterCombination",
                "not finite=SerializationException", "statistics=InvalidParameterCombination", "too many=InvalidParameterCombination",
            ],
            outcome.AsObject().Select(c => $"{c.Key}={c.Value}"));
        Assert.Empty(wire.Account.Metrics.List());
    }

    private static string Script(TestWire wire, string calls) =>
        $$"""
        import datetime
        cw = client('cloudwatch')
        end = datetime.datetime.fromtimestamp({{wire.Account.Now.ToUnixTimeSeconds()}}, datetime.timezone.utc)
        start = end - datetime.timedelta(hours=2)
        {{calls}}
        """;
}
