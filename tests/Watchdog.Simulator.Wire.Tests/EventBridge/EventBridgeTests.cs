using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.EventBridge;

public sealed class EventBridgeTests
{
    private const string Arn = "arn:aws:events:us-east-1:123456789012:rule/";

    [Fact]
    public async Task A_rule_is_described_disabled_and_enabled()
    {
        await using var wire = await TestWire.StartAsync();
        var rule = AddRule(wire, "nightly");
        async Task<string?> StateAsync() => (string?)(await AwsCli.RunAsync(wire, "events", "describe-rule", "--name", "nightly"))!["State"];

        var described = await AwsCli.RunAsync(wire, "events", "describe-rule", "--name", "nightly");
        Assert.Equal(("nightly", rule.Arn, "default"), ((string?)described!["Name"], (string?)described["Arn"], (string?)described["EventBusName"]));
        Assert.Equal("ENABLED", (string?)described["State"]);
        Assert.Null(await AwsCli.RunAsync(wire, "events", "disable-rule", "--name", "nightly"));
        Assert.Equal("DISABLED", await StateAsync());
        Assert.False(rule.Enabled);
        Assert.Null(await AwsCli.RunAsync(wire, "events", "enable-rule", "--name", "nightly", "--event-bus-name", "default"));
        Assert.Equal("ENABLED", await StateAsync());
    }

    [Fact]
    public async Task A_disabled_rule_delivers_nothing()
    {
        await using var wire = await TestWire.StartAsync();
        var rule = AddRule(wire, "nightly");
        var function = wire.AddFunction("process");
        wire.Account.Triggers.Add(new SimulatedTrigger(rule.Arn, "process", null));
        wire.Account.Advance(TimeSpan.FromSeconds(1));
        rule.Send(3);
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, function.Totals.Invocations);

        await AwsCli.RunAsync(wire, "events", "disable-rule", "--name", "nightly");
        rule.Send(5);
        await AwsCli.RunAsync(wire, "events", "enable-rule", "--name", "nightly");
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((3, 5), (function.Totals.Invocations, rule.Lost));
    }

    [Fact]
    public async Task Targets_are_listed_in_pages()
    {
        await using var wire = await TestWire.StartAsync();
        var rule = AddRule(wire, "nightly");
        foreach (var (name, qualifier) in new[] { ("a", null), ("b", "live"), ("c", null) })
            wire.Account.Triggers.Add(new SimulatedTrigger(rule.Arn, name, qualifier));
        wire.Account.Triggers.Add(new SimulatedTrigger(AddRule(wire, "other").Arn, "d", null));
        var outcome = await Boto.RunAsync(wire,
            """
            e = client('events')
            first = e.list_targets_by_rule(Rule='nightly', Limit=2)
            second = e.list_targets_by_rule(Rule='nightly', Limit=2, NextToken=first['NextToken'])
            out['pages'] = [[t['Arn'].split(':function:')[1] for t in p['Targets']] for p in (first, second)]
            out['more'] = 'NextToken' in second
            out['ids'] = len({t['Id'] for t in e.list_targets_by_rule(Rule='nightly')['Targets']})
            out['codes'] = [error(e.list_targets_by_rule, **a)['code'] for a in
              [{'Rule': 'other', 'NextToken': first['NextToken']}, {'Rule': 'nightly', 'Limit': 101}, {'Rule': 'nobody'}]]
            """);

        Assert.Equal("""[["a","b:live"],["c"]]""", outcome["pages"]!.ToJsonString());
        Assert.False((bool)outcome["more"]!);
        Assert.Equal(3, (int)outcome["ids"]!);
        Assert.Equal("""["ValidationException","ValidationException","ResourceNotFoundException"]""", outcome["codes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rule_of_another_bus_is_found_there_alone()
    {
        await using var wire = await TestWire.StartAsync();
        wire.Account.PushSources.Add("placed", new SimulatedPushSource { Name = "placed", Kind = PushKind.Rule, Arn = Arn + "orders/placed" });
        wire.Account.PushSources.Add("topic", new SimulatedPushSource { Name = "topic", Kind = PushKind.Topic, Arn = "arn:aws:sns:us-east-1:123456789012:topic" });
        var outcome = await Boto.RunAsync(wire,
            """
            e = client('events')
            bus = 'arn:aws:events:us-east-1:123456789012:event-bus/'
            out['found'] = [e.describe_rule(Name='placed', EventBusName=b)['Arn'] for b in ('orders', bus + 'orders')]
            def refused(**arguments):
                r = error(e.disable_rule, **arguments)
                return f"{r['status']} {r['code']}: {r['message']}"
            out['refused'] = [refused(Name='placed'), refused(Name='placed', EventBusName='mails'), refused(Name='nobody', EventBusName='orders'), refused(Name='topic')]
            out['invalid'] = [error(e.disable_rule, **a)['code'] for a in ({}, {'Name': 'a b'}, {'Name': 'x' * 65})]
            """);

        Assert.All(outcome["found"]!.AsArray(), arn => Assert.Equal(Arn + "orders/placed", (string?)arn));
        Assert.Equal(
            [
                "400 ResourceNotFoundException: Rule placed does not exist on EventBus default.",
                "400 ResourceNotFoundException: Event bus mails does not exist.",
                "400 ResourceNotFoundException: Rule nobody does not exist on EventBus orders.",
                "400 ResourceNotFoundException: Rule topic does not exist on EventBus default.",
            ],
            outcome["refused"]!.AsArray().Select(r => (string)r!));
        Assert.All(outcome["invalid"]!.AsArray(), code => Assert.Equal("ValidationException", (string?)code));
        Assert.True(wire.Account.PushSources["placed"].Enabled);
    }

    [Fact]
    public async Task Events_are_kept_with_the_bus_that_they_were_put_onto()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire,
            """
            import datetime
            answer = client('events').put_events(Entries=[
              {'Source': 'watchdog', 'DetailType': 'Fired', 'Detail': '{"a": 1}', 'Resources': ['arn:aws:sqs:us-east-1:123456789012:work'],
               'EventBusName': 'arn:aws:events:us-east-1:999999999999:event-bus/ops', 'Time': datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.timezone.utc)},
              {'Source': 'watchdog', 'DetailType': 'Fired', 'Detail': '{}'}])
            out['failed'] = answer['FailedEntryCount']
            out['ids'] = len({e['EventId'] for e in answer['Entries']})
            """);
        Assert.Equal((0, 2), ((int)outcome["failed"]!, (int)outcome["ids"]!));
        var (first, second) = (wire.EventBridge.Events[0], wire.EventBridge.Events[1]);
        Assert.Equal(("arn:aws:events:us-east-1:999999999999:event-bus/ops", "watchdog", "Fired", """{"a": 1}"""), (first.Bus, first.Source, first.DetailType, first.Detail));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), first.Time);
        Assert.Equal(["arn:aws:sqs:us-east-1:123456789012:work"], first.Resources);
        Assert.Equal(("default", wire.Account.Now), (second.Bus, second.Time));
    }

    [Fact]
    public async Task An_event_that_is_refused_fails_alone_and_a_request_that_is_too_large_as_a_whole()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire,
            """
            e = client('events')
            good = {'Source': 'watchdog', 'DetailType': 'Fired', 'Detail': '{}'}
            answer = e.put_events(Entries=[good, {**good, 'Source': ''}, {**good, 'Detail': '[1]'}, {**good, 'Detail': '{'}, {**good, 'Source': 'aws.ec2'}, {'Source': 's'},
                                           {**good, 'DetailType': 'x' * 129}])
            out['failed'] = answer['FailedEntryCount']
            out['codes'] = [r.get('ErrorCode', 'taken') for r in answer['Entries']]
            def refused(entries):
                r = error(e.put_events, Entries=entries)
                return f"{r['status']} {r['code']}"
            out['refused'] = [refused([good] * 11), refused([{**good, 'Detail': '{"a":"' + 'x' * 262144 + '"}'}]), refused([{**good, 'EventBusName': 'arn:aws:sqs:x'}])]
            """);
        Assert.Equal(6, (int)outcome["failed"]!);
        Assert.Equal(
            ["taken", "InvalidArgument", "MalformedDetail", "MalformedDetail", "NotAuthorizedForSourceException", "InvalidArgument", "InvalidArgument"],
            outcome["codes"]!.AsArray().Select(c => (string)c!));
        Assert.All(outcome["refused"]!.AsArray(), r => Assert.Equal("400 ValidationException", (string)r!));
        Assert.Single(wire.EventBridge.Events);
    }

    private static SimulatedPushSource AddRule(TestWire wire, string name)
    {
        var rule = new SimulatedPushSource { Name = name, Kind = PushKind.Rule, Arn = Arn + name };
        wire.Account.PushSources.Add(name, rule);
        return rule;
    }
}
