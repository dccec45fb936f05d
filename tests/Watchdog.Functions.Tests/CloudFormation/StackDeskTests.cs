using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Functions.Handlers;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.CloudFormation;

public sealed class StackDeskTests : IDisposable
{
    private const string Trip = """{"action":"trip","function":"orders"}""";

    private readonly FakeAccount _account = new();
    private readonly FakeState _state = new();
    private readonly FakeAlarms _alarms = new() { There = { Alarm("function-orders-Errors"), Alarm("queue-work-Age") } };
    private readonly FakeCloudFormation _cloudFormation = new();
    private readonly HastyClock _clock = new(Given.Nine);
    private readonly CircuitBreakerFunction _handler;

    public StackDeskTests() => _handler = Given.CircuitBreaker(_account, _state, _alarms, _cloudFormation, _clock);

    public void Dispose() => _cloudFormation.Dispose();

    private JsonNode Answer => Assert.Single(_cloudFormation.Answers);

    private static ResourceAlarm Alarm(string name) => new(
        $"watchdog-resource-{name}", ResourceId.Function("orders"), "A test.", LambdaMetrics.Invocations(), TimeSpan.FromMinutes(1), Threshold: 1, Periods: 1, Breaching: 1);

    private async Task<OperatorAnswer> AskAsync(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return await _handler.CircuitBreaker(json.RootElement, Given.Context("CircuitBreaker"));
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Update")]
    public async Task A_stack_that_is_made_or_changed_is_told_at_once_that_all_is_well(string type)
    {
        await AskAsync(FakeCloudFormation.Request(type));
        Assert.Equal($"PUT {FakeCloudFormation.Url}", Assert.Single(_cloudFormation.Urls));
        Assert.Equal(
            ("SUCCESS", "watchdog-CleanUp", FakeCloudFormation.StackId, "r-1", "CleanUp"),
            ((string?)Answer["Status"], (string?)Answer["PhysicalResourceId"], (string?)Answer["StackId"], (string?)Answer["RequestId"], (string?)Answer["LogicalResourceId"]));
        Assert.Equal(2, _alarms.There.Count);
        Assert.Empty(_account.Changes);
    }

    [Fact]
    public async Task Before_the_stack_goes_open_circuits_are_restored_and_the_alarms_of_resources_deleted()
    {
        var before = _account.Mapping;
        await AskAsync(Trip);
        Assert.Equal("Disabled", _account.Mapping.State);

        var answer = await AskAsync(FakeCloudFormation.Request("Delete"));
        Assert.True(answer.Ok, answer.Error);
        Assert.Equal("SUCCESS", (string?)Answer["Status"]);
        Assert.Equal(before, _account.Mapping);
        Assert.Empty(_alarms.There);
        Assert.Equal(("reset", "CloudFormation", "The stack is being removed."), (_state.History[^1].Action, _state.History[^1].By, _state.History[^1].Reason));
    }

    [Fact]
    public async Task A_mapping_that_Lambda_will_not_change_yet_is_waited_for()
    {
        await AskAsync(Trip);
        _account.RefusedChanges = 5;
        await AskAsync(FakeCloudFormation.Request("Delete"));
        Assert.Equal("SUCCESS", (string?)Answer["Status"]);
        Assert.Equal("Enabled", _account.Mapping.State);
    }

    [Fact]
    public async Task A_mapping_that_cannot_be_given_back_in_time_keeps_the_stack_and_says_so()
    {
        await AskAsync(Trip);
        _account.RefusedChanges = int.MaxValue;
        var answer = await AskAsync(FakeCloudFormation.Request("Delete"));
        Assert.Equal("FAILED", (string?)Answer["Status"]);
        Assert.Contains("delete the stack again", (string?)Answer["Reason"], StringComparison.Ordinal);
        Assert.Contains("mapping-orders", (string?)Answer["Reason"], StringComparison.Ordinal);
        Assert.Equal((string?)Answer["Reason"], answer.Error);
        // Of the minute that the invocation has, what the answer needs was kept back.
        Assert.Equal(Given.Nine.AddSeconds(45), _clock.GetUtcNow());
        Assert.Equal(2, _alarms.There.Count);

        _account.RefusedChanges = 0;
        _cloudFormation.Answers.Clear();
        await AskAsync(FakeCloudFormation.Request("Delete"));
        Assert.Equal("SUCCESS", (string?)Answer["Status"]);
        Assert.Equal("Enabled", _account.Mapping.State);
    }

    [Theory]
    [InlineData("trip")]
    [InlineData("contain")]
    [InlineData("probe")]
    [InlineData("escalate")]
    public async Task A_stack_that_goes_opens_nothing_any_more_until_it_is_there_again(string action)
    {
        await AskAsync(FakeCloudFormation.Request("Delete"));
        var refused = await AskAsync($$"""{"action":"{{action}}","function":"orders"}""");
        Assert.Equal("The stack is being removed: no circuit is opened any more, because nobody would close it.", refused.Error);
        Assert.Empty(_account.Changes);
        Assert.True((await AskAsync("""{"action":"status"}""")).Ok);

        await AskAsync(FakeCloudFormation.Request("Create"));
        Assert.True((await AskAsync(Trip)).Ok);
    }

    [Fact]
    public async Task What_goes_wrong_is_told_to_CloudFormation_which_would_wait_for_an_hour_otherwise()
    {
        var handler = Given.CircuitBreaker(_account, _state, new FakeAlarms { Refusal = "User is not authorized to perform: cloudwatch:DescribeAlarms" }, _cloudFormation, _clock);
        using var json = JsonDocument.Parse(FakeCloudFormation.Request("Delete"));
        Assert.False((await handler.CircuitBreaker(json.RootElement, Given.Context("CircuitBreaker"))).Ok);
        Assert.Equal("FAILED", (string?)Answer["Status"]);
        Assert.Contains("not authorized to perform: cloudwatch:DescribeAlarms", (string?)Answer["Reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_S3_does_not_take_is_put_again()
    {
        _cloudFormation.Failures = 3;
        await AskAsync(FakeCloudFormation.Request("Create"));
        Assert.Equal("SUCCESS", (string?)Answer["Status"]);
        Assert.Equal(4, _cloudFormation.Urls.Count);
    }

    [Theory]
    [InlineData("Delete", "arn:aws:cloudformation:us-east-1:123456789012:stack/other/1", FakeCloudFormation.Url, "Field 'StackId' is")]
    [InlineData("Delete", "watchdog", FakeCloudFormation.Url, "Field 'StackId' is 'watchdog' and must be the ARN of the stack watchdog.")]
    [InlineData("Delete", FakeCloudFormation.StackId, "https://example.com/amazonaws.com", "Field 'ResponseURL' leads to 'example.com'")]
    [InlineData("Delete", FakeCloudFormation.StackId, "http://bucket.s3.amazonaws.com/x", "must be an https URL of Amazon S3")]
    [InlineData("Remove", FakeCloudFormation.StackId, FakeCloudFormation.Url, "Field 'RequestType' is 'Remove'; accepted values: Create, Update, Delete.")]
    public async Task A_request_that_is_not_CloudFormations_for_this_stack_changes_nothing_and_is_answered_to_the_caller_alone(
        string type, string stackId, string url, string error)
    {
        await AskAsync(Trip);
        var answer = await AskAsync(FakeCloudFormation.Request(type, stackId, url));
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
        Assert.Empty(_cloudFormation.Urls);
        Assert.Equal("Disabled", _account.Mapping.State);
        Assert.False(_state.IsBeingRemoved);
    }

    [Theory]
    [InlineData("""{"RequestType":"Delete"}""")]
    [InlineData("""{"RequestType":7}""")]
    [InlineData("""{"RequestType":null}""")]
    public async Task A_request_with_fields_missing_is_told_which(string payload)
    {
        var answer = await AskAsync(payload);
        Assert.StartsWith("The payload is no request of CloudFormation:", answer.Error, StringComparison.Ordinal);
    }
}
