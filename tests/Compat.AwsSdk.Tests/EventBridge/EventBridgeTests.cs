using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.EventBridge;

public sealed class EventBridgeTests(MotoServer moto)
{
    private const string Rule = """{"Name": "nightly", "EventBusName": "orders"}""";

    [Fact]
    public Task DescribeRule() => Agrees("DescribeRule", Rule, (c, t) => c.DescribeRuleAsync(new() { Name = "nightly", EventBusName = "orders" }, t));

    [Fact]
    public Task EnableRule() => Agrees("EnableRule", Rule, (c, t) => c.EnableRuleAsync(new() { Name = "nightly", EventBusName = "orders" }, t));

    [Fact]
    public Task DisableRule_without_a_bus_is_of_the_default_bus() => Agrees(
        "DisableRule", """{"Name": "nightly"}""", (c, t) => c.DisableRuleAsync(new() { Name = "nightly" }, t));

    [Fact]
    public Task ListTargetsByRule() => Agrees(
        "ListTargetsByRule",
        """{"Rule": "nightly", "EventBusName": "orders", "NextToken": "a+b=", "Limit": 5}""",
        (c, t) => c.ListTargetsByRuleAsync(new() { Rule = "nightly", EventBusName = "orders", NextToken = "a+b=", Limit = 5 }, t));

    [Fact]
    public Task PutEvents() => Agrees(
        "PutEvents",
        """
        {"Entries": [
          {"Source": "watchdog", "DetailType": "Watchdog Incident Fired", "Detail": "{\"a\":1}", "EventBusName": "arn:aws:events:us-east-1:123456789012:event-bus/ops",
           "Resources": ["arn:aws:sqs:us-east-1:123456789012:work"], "Time": 1767603600},
          {"Source": "other", "DetailType": "t", "Detail": "{}"}]}
        """,
        (c, t) => c.PutEventsAsync(
            new()
            {
                Entries =
                [
                    new()
                    {
                        Source = "watchdog", DetailType = "Watchdog Incident Fired", Detail = """{"a":1}""",
                        EventBusName = "arn:aws:events:us-east-1:123456789012:event-bus/ops", Resources = ["arn:aws:sqs:us-east-1:123456789012:work"],
                        Time = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc),
                    },
                    new() { Source = "other", DetailType = "t", Detail = "{}" },
                ],
            },
            t));

    [Fact]
    public async Task An_entry_that_fails_is_in_an_answer_that_succeeds()
    {
        await moto.SeedAsync("compat-put-");
        using var client = Clients.EventBridge(moto.Url);
        const string bus = "compat-put-bus";
        var answer = await client.PutEventsAsync(
            new()
            {
                Entries =
                [
                    new() { EventBusName = bus, Source = "a", DetailType = "b", Detail = "{" },
                    new() { EventBusName = bus, Source = "a", DetailType = "b", Detail = "{}" },
                ],
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(1, answer.FailedEntryCount);
        Assert.Equal(("MalformedDetail", null), (answer.Entries![0].ErrorCode, answer.Entries[0].EventId));
        Assert.True(answer.Entries[1] is { ErrorCode: null, EventId.Length: > 0 });
    }

    [Fact]
    public async Task A_rule_is_described_disabled_and_enabled_and_lists_its_targets()
    {
        var made = await moto.SeedAsync("compat-rule-");
        using var client = Clients.EventBridge(moto.Url);
        var token = TestContext.Current.CancellationToken;
        const string name = "compat-rule-nightly";

        var rule = await client.DescribeRuleAsync(new() { Name = name }, token);
        Assert.Equal((name, (string)made["rule"]!, "rate(1 day)"), (rule.Name!, rule.Arn!, rule.ScheduleExpression!));
        Assert.Same(RuleState.ENABLED, rule.State);
        var targets = await client.ListTargetsByRuleAsync(new() { Rule = name }, token);
        Assert.Equal(("function", $"{made["process"]}:live"), (Assert.Single(targets.Targets!).Id!, targets.Targets![0].Arn!));
        Assert.Null(targets.NextToken);

        await client.DisableRuleAsync(new() { Name = name }, token);
        Assert.Same(RuleState.DISABLED, (await client.DescribeRuleAsync(new() { Name = name }, token)).State);
        await client.EnableRuleAsync(new() { Name = name }, token);
        Assert.Same(RuleState.ENABLED, (await client.DescribeRuleAsync(new() { Name = name }, token)).State);
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_a_ResourceNotFoundException()
    {
        moto.Require();
        using var client = Clients.EventBridge(moto.Url);
        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.DescribeRuleAsync(new() { Name = "nobody" }, TestContext.Current.CancellationToken));
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ManagedRuleException", typeof(ManagedRuleException))]
    [InlineData("ConcurrentModificationException", typeof(ConcurrentModificationException))]
    [InlineData("SomethingElseException", typeof(AmazonEventBridgeException))]
    public async Task A_refusal_is_the_exception_of_its_name(string code, Type type)
    {
        await using var aws = new Responder(new Answer($$"""{"__type":"{{code}}","message":"refused"}""", 400));
        using var client = Clients.EventBridge(aws.Url);
        var error = await Assert.ThrowsAnyAsync<AmazonEventBridgeException>(
            () => client.DisableRuleAsync(new() { Name = "nightly" }, TestContext.Current.CancellationToken));
        Assert.Equal((type, code, "refused"), (error.GetType(), error.ErrorCode, error.Message));
    }

    private static async Task Agrees(string operation, string parameters, Func<AmazonEventBridgeClient, CancellationToken, Task> call)
    {
        await using var aws = new Responder(new Answer("{}"));
        using var client = Clients.EventBridge(aws.Url);
        await call(client, TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync("events", operation, "json", parameters, aws.Request);
    }
}
