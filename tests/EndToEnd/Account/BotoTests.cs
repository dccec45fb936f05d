using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

[Collection(QuietAccountCollection.Name)]
public sealed class BotoTests(QuietAccount quiet)
{
    private readonly RunningAccount _account = quiet.Running;

    [Fact]
    public async Task Boto3_pages_through_functions_and_mappings()
    {
        var seen = await _account.BotoAsync(
            """
            functions = client('lambda').get_paginator('list_functions').paginate(PaginationConfig={'PageSize': 3})
            pages = [[f['FunctionName'] for f in page['Functions']] for page in functions]
            out['pages'] = len(pages)
            out['functions'] = sorted(name for page in pages for name in page)
            mappings = client('lambda').get_paginator('list_event_source_mappings').paginate()
            out['sources'] = sorted(m['EventSourceArn'].split(':')[-1] for page in mappings for m in page['EventSourceMappings'])
            """);

        Assert.Equal(3, (int)seen["pages"]!);
        Assert.Equal(9, seen["functions"]!.AsArray().Count);
        Assert.Equal("""["emails","orders","reports"]""", seen["sources"]!.ToJsonString());
    }

    [Fact]
    public async Task Boto3_reads_metrics_whose_invocations_of_a_minute_are_what_the_traffic_makes()
    {
        // The account's own clock says which minutes there are: the newest point is the best that a reader can know of it.
        var seen = await _account.BotoAsync(
            """
            from datetime import datetime, timedelta
            start = datetime.fromisoformat('2026-01-05T00:00:00+00:00')
            def points():
                answer = client('cloudwatch').get_metric_data(
                    StartTime=start, EndTime=start + timedelta(days=2), ScanBy='TimestampAscending',
                    MetricDataQueries=[{'Id': 'calls', 'MetricStat': {'Period': 60, 'Stat': 'Sum', 'Metric': {
                        'Namespace': 'AWS/Lambda', 'MetricName': 'Invocations',
                        'Dimensions': [{'Name': 'FunctionName', 'Value': 'shop-api'}]}}}])
                result = answer['MetricDataResults'][0]
                return result if len(result['Values']) >= 3 else None
            result = wait(points)
            out['values'] = result['Values'][:3]
            out['seconds'] = [(b - a).total_seconds() for a, b in zip(result['Timestamps'], result['Timestamps'][1:3])]
            """);

        // 20 requests a second, ramping up slowly: 1200 a minute with the scatter of independent arrivals, six standard deviations.
        Assert.All(seen["values"]!.AsArray(), v => Assert.InRange((double)v!, 1000, 1500));
        Assert.Equal("[60,60]", seen["seconds"]!.ToJsonString().Replace(".0", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Boto3_sees_the_number_of_visible_messages_grow_by_those_it_sends()
    {
        // Nobody consumes a dead-letter queue.
        var seen = await _account.BotoAsync(
            """
            sqs = client('sqs')
            url = sqs.get_queue_url(QueueName='orders-dlq')['QueueUrl']
            def visible():
                names = ['ApproximateNumberOfMessages']
                return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)['Attributes'][names[0]])
            out['before'] = visible()
            batch = sqs.send_message_batch(QueueUrl=url, Entries=[{'Id': str(i), 'MessageBody': f'message {i}'} for i in range(4)])
            out['failed'] = len(batch.get('Failed', []))
            out['after'] = visible()
            """);

        Assert.Equal(0, (int)seen["failed"]!);
        Assert.Equal(4, (int)seen["after"]! - (int)seen["before"]!);
    }

    [Fact]
    public async Task Boto3_invokes_the_breaker_and_gets_its_log()
    {
        var seen = await _account.BotoAsync(
            """
            import base64
            answer = client('lambda').invoke(FunctionName='watchdog-CircuitBreaker', Payload=b'{"action":"status"}', LogType='Tail')
            out['status'] = answer['StatusCode']
            out['error'] = answer.get('FunctionError')
            out['answer'] = json.loads(answer['Payload'].read())
            out['log'] = base64.b64decode(answer['LogResult']).decode()
            """);

        Assert.Equal(200, (int)seen["status"]!);
        Assert.Null(seen["error"]);
        Assert.True((bool)seen["answer"]!["ok"]!);
        Assert.Equal("No circuit is held.", (string)seen["answer"]!["message"]!);
        Assert.Contains("REPORT RequestId:", (string)seen["log"]!, StringComparison.Ordinal);
        Assert.Contains("status: No circuit is held.", (string)seen["log"]!, StringComparison.Ordinal);
    }
}
