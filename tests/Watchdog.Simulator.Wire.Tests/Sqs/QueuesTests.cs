using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Sqs;

public sealed class QueuesTests
{
    [Fact]
    public async Task Queues_are_listed_by_prefix_and_paged_only_when_asked()
    {
        await using var wire = await TestWire.StartAsync();
        foreach (var name in new[] { "a1", "a2", "a3", "b1" })
            wire.AddQueue(name);
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sqs')
            short = lambda reply: [u.rsplit('/', 1)[1] for u in reply.get('QueueUrls', [])]
            first = s.list_queues(MaxResults=3)
            out['all'] = s.list_queues()['QueueUrls']
            out['token'] = 'NextToken' in s.list_queues()
            out['pages'] = [short(first), short(s.list_queues(MaxResults=3, NextToken=first['NextToken']))]
            out['paginator'] = [short(p) for p in s.get_paginator('list_queues').paginate(QueueNamePrefix='a', PaginationConfig={'PageSize': 2})]
            out['none'] = short(s.list_queues(QueueNamePrefix='z'))
            out['without MaxResults'] = error(s.list_queues, NextToken=first['NextToken'])['code']
            out['garbage'] = error(s.list_queues, MaxResults=3, NextToken='x')['code']
            """);

        Assert.Equal(
            $"""["{wire.Endpoint}/123456789012/a1","{wire.Endpoint}/123456789012/a2","{wire.Endpoint}/123456789012/a3","{wire.Endpoint}/123456789012/b1"]""",
            outcome["all"]!.ToJsonString());
        Assert.Equal(false, (bool?)outcome["token"]);
        Assert.Equal("""[["a1","a2","a3"],["b1"]]""", outcome["pages"]!.ToJsonString());
        Assert.Equal("""[["a1","a2"],["a3"]]""", outcome["paginator"]!.ToJsonString());
        Assert.Empty(outcome["none"]!.AsArray());
        Assert.Equal("InvalidParameterValue", (string?)outcome["without MaxResults"]);
        Assert.Equal("InvalidParameterValue", (string?)outcome["garbage"]);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_has_the_old_code_for_those_who_ask_for_it()
    {
        await using var wire = await TestWire.StartAsync();
        var old = await RawClient.JsonAsync(wire, "sqs", "AmazonSQS.GetQueueUrl", """{"QueueName":"none"}""", ("x-amzn-query-mode", "true"));
        var modern = await RawClient.JsonAsync(wire, "sqs", "AmazonSQS.GetQueueUrl", """{"QueueName":"none"}""");
        var cli = await AwsCli.FailAsync(wire, "sqs", "get-queue-attributes", "--queue-url", $"{wire.Endpoint}/123456789012/none");

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", old.Headers.GetValues("x-amzn-query-error").Single());
        Assert.EndsWith("#QueueDoesNotExist", (string?)JsonNode.Parse(old.Body)!["__type"], StringComparison.Ordinal);
        Assert.Equal(400, old.Status);
        Assert.False(modern.Headers.Contains("x-amzn-query-error"));
        Assert.Contains("AWS.SimpleQueueService.NonExistentQueue", cli, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_are_strings_and_none_come_unasked()
    {
        await using var wire = await TestWire.StartAsync();
        var work = wire.AddQueue("work");
        var dead = wire.AddQueue("work-dlq");
        work.Redrive = new SimulatedRedrive(dead.Arn, 5);
        work.Send(7);
        wire.AddQueue("ordered.fifo");
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sqs')
            def get(name, names=None):
                url = s.get_queue_url(QueueName=name)['QueueUrl']
                return s.get_queue_attributes(QueueUrl=url, **({'AttributeNames': names} if names is not None else {})).get('Attributes')
            out['all'] = get('work', ['All'])
            out['two'] = get('work', ['VisibilityTimeout', 'QueueArn', 'Policy'])
            out['unasked'] = get('work')
            out['fifo'] = get('ordered.fifo', ['FifoQueue'])
            out['fifo of standard'] = get('work', ['FifoQueue'])
            out['unknown'] = error(s.get_queue_attributes, QueueUrl=s.get_queue_url(QueueName='work')['QueueUrl'], AttributeNames=['Colour'])['code']
            """);

        var all = outcome["all"]!.AsObject();
        Assert.All(all, a => Assert.Equal(System.Text.Json.JsonValueKind.String, a.Value!.GetValueKind()));
        Assert.Equal("7", (string?)all["ApproximateNumberOfMessages"]);
        Assert.Equal("0", (string?)all["ApproximateNumberOfMessagesNotVisible"]);
        Assert.Equal("30", (string?)all["VisibilityTimeout"]);
        Assert.Equal("345600", (string?)all["MessageRetentionPeriod"]);
        Assert.Equal($$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":5}""", (string?)all["RedrivePolicy"]);
        Assert.False(all.ContainsKey("FifoQueue"));
        Assert.Equal(["QueueArn", "VisibilityTimeout"], outcome["two"]!.AsObject().Select(a => a.Key).Order(StringComparer.Ordinal));
        Assert.Null(outcome["unasked"]);
        Assert.Equal("""{"FifoQueue":"true"}""", outcome["fifo"]!.ToJsonString());
        Assert.Null(outcome["fifo of standard"]);
        Assert.Equal("InvalidAttributeName", (string?)outcome["unknown"]);
    }

    [Fact]
    public async Task Attributes_can_be_set_and_bad_values_change_nothing()
    {
        await using var wire = await TestWire.StartAsync();
        var work = wire.AddQueue("work");
        var dead = wire.AddQueue("dead");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            s = client('sqs')
            url = s.get_queue_url(QueueName='work')['QueueUrl']
            def set(**attributes):
                e = error(s.set_queue_attributes, QueueUrl=url, Attributes=attributes)
                return e and e['code']
            redrive = lambda arn, n: json.dumps({'deadLetterTargetArn': arn, 'maxReceiveCount': n})
            out = [set(VisibilityTimeout='180', MessageRetentionPeriod='60', RedrivePolicy=redrive('{{dead.Arn}}', '3')),
                   set(VisibilityTimeout='90', MessageRetentionPeriod='59'), set(VisibilityTimeout='43201'), set(Colour='red'), set(DelaySeconds='5'),
                   set(RedrivePolicy=redrive('arn:aws:sqs:us-east-1:123456789012:none', 3)), set(RedrivePolicy='[]'), set(RedrivePolicy=redrive('{{dead.Arn}}', 0))]
            """);

        Assert.Equal(
            [null, "InvalidAttributeValue", "InvalidAttributeValue", "InvalidAttributeName", "InvalidAttributeName", "InvalidAttributeValue", "InvalidAttributeValue", "InvalidAttributeValue"],
            outcome.AsArray().Select(c => (string?)c));
        Assert.Equal((TimeSpan.FromSeconds(180), TimeSpan.FromSeconds(60)), (work.VisibilityTimeout, work.Retention));
        Assert.Equal(new SimulatedRedrive(dead.Arn, 3), work.Redrive);
        await AwsCli.RunAsync(
            wire, "sqs", "set-queue-attributes", "--queue-url", $"{wire.Endpoint}/123456789012/work", "--attributes", """{"RedrivePolicy":""}""");
        Assert.Null(work.Redrive);
    }

    [Fact]
    public async Task A_dead_letter_queue_names_its_sources_and_a_queue_its_tags()
    {
        await using var wire = await TestWire.StartAsync();
        var dead = wire.AddQueue("dead");
        foreach (var name in new[] { "w1", "w2", "w3" })
            wire.AddQueue(name).Redrive = new SimulatedRedrive(dead.Arn, 5);
        dead.Tags["team"] = "mail";
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sqs')
            url = s.get_queue_url(QueueName='dead')['QueueUrl']
            pages = list(s.get_paginator('list_dead_letter_source_queues').paginate(QueueUrl=url, PaginationConfig={'PageSize': 2}))
            out['sources'] = [[u.rsplit('/', 1)[1] for u in p['queueUrls']] for p in pages]
            out['none'] = s.list_dead_letter_source_queues(QueueUrl=url.replace('dead', 'w1'))['queueUrls']
            out['tags'] = [s.list_queue_tags(QueueUrl=u).get('Tags') for u in [url, url.replace('dead', 'w1')]]
            """);

        Assert.Equal("""[["w1","w2"],["w3"]]""", outcome["sources"]!.ToJsonString());
        Assert.Empty(outcome["none"]!.AsArray());
        Assert.Equal("""[{"team":"mail"},null]""", outcome["tags"]!.ToJsonString());
    }
}
