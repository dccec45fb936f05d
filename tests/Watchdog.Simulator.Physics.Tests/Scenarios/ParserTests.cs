using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Simulator.Physics.Tests.Scenarios;

public sealed class ParserTests
{
    private const string Full = """
        name: full
        description: everything that is simulated
        seed: 42
        duration: 40m
        account: { concurrency: 500, scaleUpPerMinute: 60 }
        watchdog: { breaker: off, autoProbe: true }
        cloudwatch: { delay: 2m, jitter: 30s }
        clock: { start: 2026-03-01T12:00:00Z }
        queues:
          - { name: work, visibilityTimeout: 180s, retention: 2d, fifo: false, tags: { team: shop }, deadLetter: { queue: work-dlq, maxReceiveCount: 5 } }
          - name: work-dlq
        tables: []
        functions:
          - name: process-work
            timeout: 60s
            memory: 256
            duration: { p50: 1.5s, p99: 33s }
            errorRate: 0.25
            reservedConcurrency: 20
            tags: { "watchdog:breaker": trip }
            environment: { QUEUE_URL: work, QUEUE_ARN: work, QUEUE: work, SELF_ARN: process-work, MODE: fast }
            mayWrite: [ work ]
            recursion: Allow
            awsLoopDetection: false
            writes: [ { to: work, perMessage: 0.5 } ]
        mappings:
          - { source: work, function: process-work, batchSize: 100, maximumConcurrency: 7, enabled: false, qualifier: null, partialBatch: true }
        traffic:
          - { to: work, rate: [ { at: 0m, rate: 600/m }, { at: 20m, rate: 2/s } ], ramp: true }
          - { to: process-work, rate: 36/h, exact: true }
        changes:
          - { at: 30m, queue: work, purge: true }
          - { at: 12m, function: process-work, errorRate: 1.0, reservedConcurrency: null, deploy: true }
          - { at: 13m, mapping: work, maximumConcurrency: null }
          - { at: 14m, account: { concurrency: 800 } }
        operator:
          - { at: 35m, invoke: { action: reset, function: process-work, force: true, minutes: 5, note: "5", list: [ 1.5, null ] } }
        expect:
          - { symptom: Throttled, resource: process-work, from: 2m, to: 10m, within: 4m, cause: account-concurrency }
          - { symptom: ConcurrencyExhaustion, resource: account }
          - { action: trip, function: process-work, from: 12m, within: 3m }
          - { never: RecursiveLoop }
          - { never: trip }
          - { onlyExpected: true }
        """;

    private static readonly Scenario Parsed = Scenario.Parse(Full, "full.yaml");

    [Fact]
    public void Settings_are_read()
    {
        Assert.Equal(("full", "everything that is simulated", 42, TimeSpan.FromMinutes(40)), (Parsed.Name, Parsed.Description, Parsed.Seed, Parsed.Duration));
        Assert.Equal(new AccountSettings(500, 60), Parsed.Account);
        Assert.Equal(new WatchdogParameters("off", true), Parsed.Watchdog);
        Assert.Equal(new CloudWatchDelay(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30)), Parsed.CloudWatch);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), Parsed.Start);
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_aws_and_of_the_template()
    {
        var scenario = Scenario.Parse("name: x\nduration: 1m\nqueues: [ { name: q } ]\nfunctions: [ { name: f } ]\nmappings: [ { source: q, function: f } ]", "x.yaml");

        Assert.Equal((new AccountSettings(1000, 300), new WatchdogParameters(null, null)), (scenario.Account, scenario.Watchdog));
        Assert.Equal(new CloudWatchDelay(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), scenario.CloudWatch);
        var (queue, function, mapping) = (Assert.Single(scenario.Queues), Assert.Single(scenario.Functions), Assert.Single(scenario.Mappings));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromDays(4), null), (queue.VisibilityTimeout, queue.Retention, queue.DeadLetter));
        Assert.Equal((TimeSpan.FromSeconds(3), 128, null, "Terminate"), (function.Timeout, function.MemoryMegabytes, function.ReservedConcurrency, function.Recursion));
        Assert.Equal((10, null, true, false), (mapping.BatchSize, mapping.MaximumConcurrency, mapping.Enabled, mapping.PartialBatch));
    }

    [Fact]
    public void Changes_come_in_the_order_of_their_times()
    {
        Assert.Equal([12, 13, 14, 30], Parsed.Changes.Select(c => c.At.TotalMinutes));
        var function = Assert.IsType<ScenarioChange.OfFunction>(Parsed.Changes[0]);
        Assert.Equal((1.0, new Setting<int?>(null), true, null), (function.ErrorRate, function.ReservedConcurrency, function.Deploy, function.Timeout));
        var mapping = Assert.IsType<ScenarioChange.OfMapping>(Parsed.Changes[1]);
        Assert.Equal(("process-work", new Setting<int?>(null), null), (mapping.Function, mapping.MaximumConcurrency, mapping.Enabled));
        Assert.True(Assert.IsType<ScenarioChange.OfQueue>(Parsed.Changes[3]).Purge);
    }

    [Fact]
    public void An_operators_act_becomes_the_json_that_the_function_is_invoked_with() =>
        Assert.Equal(
            new OperatorAct(TimeSpan.FromMinutes(35), """{"action":"reset","function":"process-work","force":true,"minutes":5,"note":"5","list":[1.5,null]}"""),
            Assert.Single(Parsed.Operator));

    [Fact]
    public void Expectations_are_read() => Assert.Equal(
        [
            new Expectation.Incident("Throttled", "process-work", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(4), "account-concurrency"),
            new Expectation.Incident("ConcurrencyExhaustion", "account", TimeSpan.Zero, null, null, null),
            new Expectation.Action("trip", "process-work", TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(3)),
            new Expectation.Never("RecursiveLoop"),
            new Expectation.Never("trip"),
            new Expectation.OnlyExpected(),
        ],
        Parsed.Expectations);

    [Fact]
    public void The_account_has_what_the_scenario_says()
    {
        var account = Parsed.Build();
        var function = account.Functions["process-work"];

        Assert.Equal((Parsed.Start, 500, 480), (account.Now, account.ConcurrencyLimit, account.UnreservedConcurrency));
        Assert.Equal("{endpoint}/123456789012/work", function.Environment["QUEUE_URL"]);
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:work", function.Environment["QUEUE_ARN"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:process-work", function.Environment["SELF_ARN"]);
        Assert.Equal(("work", "fast"), (function.Environment["QUEUE"], function.Environment["MODE"]));
        Assert.Equal(["arn:aws:sqs:us-east-1:123456789012:work"], function.MayWrite);
        Assert.Equal(("Allow", 256, 20, "trip"), (function.RecursiveLoop, function.MemoryMegabytes, function.ReservedConcurrency, function.Tags["watchdog:breaker"]));
        Assert.Equal(new SimulatedRedrive("arn:aws:sqs:us-east-1:123456789012:work-dlq", 5), account.Queues["work"].Redrive);
        var mapping = Assert.Single(account.Mappings.Values);
        Assert.Equal(("Disabled", 100, 7, true, TimeSpan.FromSeconds(1)), (mapping.State, mapping.BatchSize, mapping.MaximumConcurrency, mapping.PartialBatch, mapping.BatchingWindow));
        Assert.Equal(mapping.Uuid, Assert.Single(Parsed.Build().Mappings.Values).Uuid);
    }

    [Fact]
    public void Changes_happen_at_their_seconds()
    {
        var account = Parsed.Build();
        var function = account.Functions["process-work"];
        account.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal((0.25, 20), (function.Behaviour.ErrorRate, function.ReservedConcurrency));

        account.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1.0, null, Parsed.Start.AddMinutes(12)), (function.Behaviour.ErrorRate, function.ReservedConcurrency, function.LastModified));

        account.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(800, account.ConcurrencyLimit);
        Assert.Null(Assert.Single(account.Mappings.Values).MaximumConcurrency);
        Assert.True(account.Queues["work"].Visible > 1000);

        account.Advance(TimeSpan.FromMinutes(16));
        Assert.InRange(account.Queues["work"].Visible, 0, 10);
    }
}
