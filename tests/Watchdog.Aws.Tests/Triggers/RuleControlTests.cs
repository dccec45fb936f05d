using Watchdog.Aws.Triggers;
using Watchdog.Core.Ports;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Triggers;

public sealed class RuleControlTests(MotoServer moto)
{
    private const string Arn = "arn:aws:events:us-east-1:123456789012:rule/";
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_has_its_state_and_its_targets_on_whatever_bus_it_is()
    {
        var made = await moto.SeedAsync("rules-");
        using var events = Clients.EventBridge(moto.Url);
        var control = new RuleControl(events);
        var nightly = await control.FindAsync((string)made["rule"]!, _token);
        Assert.Equal((Arn + "rules-nightly", true), (nightly!.Arn, nightly.IsEnabled));
        Assert.Equal([$"{made["process"]}:live"], nightly.TargetArns);
        var placed = await control.FindAsync(Arn + "rules-bus/rules-placed", _token);
        Assert.Equal(2, placed!.TargetArns.Length);
        Assert.Contains((string)made["other"]!, placed.TargetArns);
        // Its name alone means a rule of the default bus, which there is none of.
        Assert.Null(await control.FindAsync(Arn + "rules-placed", _token));
        Assert.Null(await control.FindAsync(Arn + "no-bus/rules-placed", _token));
    }

    [Fact]
    public async Task Every_page_of_targets_is_read()
    {
        await using var aws = new Responder(
            new Answer("""{"Name":"r","State":"DISABLED"}"""),
            new Answer("""{"Targets":[{"Id":"1","Arn":"a"},{"Id":"2","Arn":"b"}],"NextToken":"t"}"""),
            new Answer("""{"Targets":[{"Id":"3","Arn":"c"}]}"""));
        using var events = Clients.EventBridge(aws.Url);
        var rule = await new RuleControl(events).FindAsync(Arn + "aws.partner/shop/orders/r", _token);
        Assert.False(rule!.IsEnabled);
        Assert.Equal(["a", "b", "c"], rule.TargetArns);
        Assert.Equal("""{"EventBusName":"aws.partner/shop/orders","NextToken":"t","Rule":"r"}""", aws.Request.Body);
    }

    [Theory]
    [InlineData("arn:aws:events:us-east-1:123456789012:event-bus/default")]
    [InlineData("arn:aws:sns:us-east-1:123456789012:rule/a")]
    [InlineData("nightly")]
    public async Task What_is_no_rule_is_named(string arn)
    {
        await using var aws = new Responder();
        using var events = Clients.EventBridge(aws.Url);
        var error = await Assert.ThrowsAsync<FormatException>(() => new RuleControl(events).ChangeAsync(arn, true, _token));
        Assert.Contains($"'{arn}'", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Theory]
    [InlineData("ConcurrentModificationException", typeof(TriggerBusyException), "somebody else")]
    [InlineData("ManagedRuleException", typeof(TriggerRefusedException), "managed by an AWS service")]
    public async Task A_refusal_is_told_in_words(string code, Type type, string words)
    {
        await using var aws = new Responder(new Answer($$"""{"__type":"{{code}}"}""", 400));
        using var events = Clients.EventBridge(aws.Url);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => new RuleControl(events).ChangeAsync(Arn + "nightly", true, _token));
        Assert.IsType(type, error);
        Assert.Contains("Rule nightly", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_could_not_be_brought_back_is_not_disabled()
    {
        await using var aws = new Responder(new Answer("""{"Name":"audit","State":"ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"}"""));
        using var events = Clients.EventBridge(aws.Url);
        await Assert.ThrowsAsync<TriggerRefusedException>(() => new RuleControl(events).ChangeAsync(Arn + "audit", false, _token));
        Assert.Equal("AWSEvents.DescribeRule", Assert.Single(aws.Requests).Headers["X-Amz-Target"]);
    }
}
