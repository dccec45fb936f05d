using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Sns;

public sealed class SnsTests
{
    [Fact]
    public async Task A_structured_message_gives_each_kind_of_subscription_its_own_text()
    {
        await using var wire = await TestWire.StartAsync();
        var topic = wire.Topics.Create("alerts");
        var heard = new List<PublishedMessage>();
        wire.Topics.Published += heard.Add;
        var outcome = await Boto.RunAsync(wire,
            $$"""
            s = client('sns')
            out['id'] = s.publish(TopicArn='{{topic.Arn}}', Subject='[FIRING] Throttled: process-work', MessageStructure='json',
              Message=json.dumps({'default': 'd', 'email': 'Grüße\nzwei', 'sqs': '{"a":1}', 'lambda': '{"b":2}'}),
              MessageAttributes={'severity': {'DataType': 'String', 'StringValue': 'critical & more'}, 'n': {'DataType': 'Number', 'StringValue': '1'} })['MessageId']
            s.publish(TopicArn='{{topic.Arn}}', MessageStructure='json', Message=json.dumps({'default': 'd'}))
            s.publish(TopicArn='{{topic.Arn}}', Message='plain')
            """);

        Assert.Equal(36, ((string?)outcome["id"])!.Length);
        Assert.Equal(wire.Topics.Messages, heard);
        var message = heard[0];
        Assert.Equal(("[FIRING] Throttled: process-work", "Grüße\nzwei", """{"a":1}"""), (message.Subject, message.Email, message.Json));
        Assert.Equal([KeyValuePair.Create("severity", "critical & more")], message.Attributes);
        Assert.Equal((topic.Arn, wire.Account.Now), (message.TopicArn, message.At));
        Assert.Equal((null, "d", "d"), (heard[1].Subject, heard[1].Email, heard[1].Json));
        Assert.Equal(("plain", "plain"), (heard[2].Email, heard[2].Json));
    }

    [Fact]
    public async Task Messages_that_SNS_would_refuse_are_refused()
    {
        await using var wire = await TestWire.StartAsync();
        var topic = wire.Topics.Create("alerts");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            s = client('sns')
            def code(**arguments):
                e = error(s.publish, **{'TopicArn': '{{topic.Arn}}', 'Message': 'm', **arguments})
                return e and f"{e['status']} {e['code']}"
            text = lambda v: {'a': {'DataType': 'String', 'StringValue': v} }
            out = {
              'longest subject': code(Subject='x' * 100), 'long subject': code(Subject='x' * 101), 'line break': code(Subject='a\nb'),
              'not ASCII': code(Subject='Grüße'), 'leading space': code(Subject=' a'), 'empty subject': code(Subject=''),
              'largest': code(Message='x' * 262144), 'too large': code(Message='x' * 262145),
              'large by attributes': code(Message='x' * 262140, MessageAttributes=text('yyyy')),
              'empty': code(Message=''), 'structure': code(MessageStructure='xml'), 'not JSON': code(MessageStructure='json'),
              'no default': code(MessageStructure='json', Message='{"email":"x"}'), 'empty attribute': code(MessageAttributes=text('')),
              'attribute type': code(MessageAttributes={'a': {'DataType': 'Colour', 'StringValue': 'x'} }),
              'no topic': code(TopicArn='{{topic.Arn}}x'), 'no ARN': code(TopicArn='alerts'),
            }
            """);

        var refused = outcome.AsObject().ToDictionary(c => c.Key, c => (string?)c.Value);
        Assert.Equal([null, null], new[] { "longest subject", "largest" }.Select(name => refused[name]));
        Assert.Equal(2, wire.Topics.Messages.Count);
        Assert.Equal("404 NotFound", refused["no topic"]);
        Assert.Equal(["400 ParameterValueInvalid", "400 ParameterValueInvalid"], new[] { "empty attribute", "attribute type" }.Select(name => refused[name]));
        string[] others = ["longest subject", "largest", "no topic", "empty attribute", "attribute type"];
        Assert.All(refused.Where(r => !others.Contains(r.Key)), r => Assert.Equal((r.Key, "400 InvalidParameter"), (r.Key, r.Value)));
    }

    [Fact]
    public async Task Topics_and_subscriptions_are_kept_and_listed()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire,
            """
            s = client('sns')
            arns = [s.create_topic(Name=f't{i:03}', Attributes={'DisplayName': 'x'}, Tags=[{'Key': 'k', 'Value': 'v'}])['TopicArn'] for i in range(101)]
            out['same'] = s.create_topic(Name='t000')['TopicArn'] == arns[0]
            pages = list(s.get_paginator('list_topics').paginate())
            out['pages'] = [len(p['Topics']) for p in pages]
            out['all'] = [t['TopicArn'] for p in pages for t in p['Topics']] == arns
            sub = s.subscribe(TopicArn=arns[0], Protocol='email', Endpoint='ops+a@example.com', ReturnSubscriptionArn=True)['SubscriptionArn']
            again = s.subscribe(TopicArn=arns[0], Protocol='email', Endpoint='ops+a@example.com')['SubscriptionArn']
            out['subscriptions'] = [[x['Protocol'], x['Endpoint'], x['SubscriptionArn'] == sub == again] for x in s.list_subscriptions_by_topic(TopicArn=arns[0])['Subscriptions']]
            out['attributes'] = {k: v for k, v in s.get_topic_attributes(TopicArn=arns[0])['Attributes'].items() if k in ('TopicArn', 'Owner', 'SubscriptionsConfirmed')}
            out['protocol'] = error(s.subscribe, TopicArn=arns[0], Protocol='pigeon', Endpoint='x')['code']
            out['name'] = error(s.create_topic, Name='a b')['code']
            """);

        Assert.Equal(true, (bool?)outcome["same"]);
        Assert.Equal("[100,1]", outcome["pages"]!.ToJsonString());
        Assert.Equal(true, (bool?)outcome["all"]);
        Assert.Equal("""[["email","ops+a@example.com",true]]""", outcome["subscriptions"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(
            """{"TopicArn":"arn:aws:sns:us-east-1:123456789012:t000","Owner":"123456789012","SubscriptionsConfirmed":"1"}""",
            outcome["attributes"]!.ToJsonString());
        Assert.Equal("InvalidParameter", (string?)outcome["protocol"]);
        Assert.Equal("InvalidParameter", (string?)outcome["name"]);
    }

    [Fact]
    public async Task The_command_line_publishes()
    {
        await using var wire = await TestWire.StartAsync();
        var topic = wire.Topics.Create("alerts");
        var answer = await AwsCli.RunAsync(wire, "sns", "publish", "--topic-arn", topic.Arn, "--message", "a&b=c", "--subject", "s");

        Assert.NotNull((string?)answer!["MessageId"]);
        Assert.Equal("a&b=c", Assert.Single(wire.Topics.Messages).Email);
    }
}
