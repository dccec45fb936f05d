using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Watchdog.Core.Breaker;
using Watchdog.Functions.Handlers;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Handlers;

/// <summary>Nothing else here sets the variable in which Lambda hands over the trace, so these tests may.</summary>
public sealed class CircuitBreakerTests : IDisposable
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    private readonly string? _traceBefore = Environment.GetEnvironmentVariable(TraceVariable);
    private readonly FakeAccount _account = new();
    private readonly FakeState _state = new();
    private readonly FakeCloudFormation _cloudFormation = new();
    private readonly CircuitBreakerFunction _handler;

    public CircuitBreakerTests()
    {
        Environment.SetEnvironmentVariable(TraceVariable, null);
        _handler = Given.CircuitBreaker(_account, _state, new FakeAlarms(), _cloudFormation, new FakeTimeProvider(Given.Nine));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TraceVariable, _traceBefore);
        _cloudFormation.Dispose();
    }

    private async Task<OperatorAnswer> AskAsync(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return await _handler.CircuitBreaker(json.RootElement, Given.Context("CircuitBreaker"));
    }

    [Fact]
    public async Task Status_says_which_circuits_are_held_and_changes_nothing()
    {
        var none = await AskAsync("""{"action":"status"}""");
        Assert.Equal((true, "status", "No circuit is held."), (none.Ok, none.Action, none.Message));

        await AskAsync("""{"action":"trip","function":"orders"}""");
        var (writes, changes) = (_state.CircuitWrites, _account.Changes.Count);
        var held = await AskAsync("""{"action":"status"}""");
        Assert.Equal("open", Assert.Single(held.Circuits).State);
        Assert.Equal((writes, changes), (_state.CircuitWrites, _account.Changes.Count));
    }

    [Fact]
    public async Task Trip_disables_the_mapping_on_the_loop_and_reset_gives_back_exactly_what_was_there()
    {
        var before = _account.Mapping;
        var tripped = await AskAsync("""{"action":"trip","function":"orders","reason":"A test."}""");
        Assert.True(tripped.Ok, tripped.Error);
        Assert.Equal("Disabled", _account.Mapping.State);
        Assert.Contains("orders -> queue work -> orders", tripped.Message, StringComparison.Ordinal);

        var reset = await AskAsync("""{"action":"reset","function":"orders"}""");
        Assert.True(reset.Ok, reset.Error);
        Assert.Equal(before, _account.Mapping);
    }

    [Fact]
    public async Task The_time_of_what_a_person_asks_for_is_that_of_the_invocations_trace()
    {
        Environment.SetEnvironmentVariable(TraceVariable, $"Root=1-{Given.AtMinute(7).ToUnixTimeSeconds():x8}-0123456789abcdef01234567;Sampled=0");
        await AskAsync("""{"action":"trip","function":"orders"}""");
        Assert.Equal(Given.AtMinute(7), _state.Circuits["orders"].Since);
    }

    [Fact]
    public async Task Without_a_trace_it_is_that_of_the_clock()
    {
        await AskAsync("""{"action":"trip","function":"orders"}""");
        Assert.Equal(Given.Nine, _state.Circuits["orders"].Since);
    }

    [Fact]
    public async Task The_time_in_a_watchers_request_goes_before_both()
    {
        await AskAsync("""{"action":"trip","function":"orders","by":"RecursionWatcher","time":"2026-01-05T08:59:00Z"}""");
        Assert.Equal((Given.AtMinute(-1), "RecursionWatcher"), (_state.Circuits["orders"].Since, _state.Circuits["orders"].By));
    }

    [Theory]
    [InlineData("""{"action":"explode","function":"orders"}""", "Field 'action' is 'explode'; accepted values: status, history, trip, reset, contain, probe, escalate, reconcile.")]
    [InlineData("""{"function":"orders"}""", "Field 'action' is missing; accepted values: status, history, trip, reset, contain, probe, escalate, reconcile.")]
    [InlineData("""{"action":"trip"}""", "Field 'function' is missing")]
    [InlineData("""{"action":"trip","function":"orders","force":"yes"}""", "Field 'force' must be true or false")]
    [InlineData("""{"action":"trip","function":"orders","froce":true}""", "Unknown field 'froce'; accepted fields: action, function, force, by, reason, evidence, limit, time, proven.")]
    [InlineData("""{"action":"history","limit":0}""", "Field 'limit' must be a whole number from 1 to 100")]
    [InlineData("""{"action":"trip","function":"orders","time":"09:00"}""", "Field 'time' must be an ISO 8601 time with an offset")]
    [InlineData("""{"action":"trip","function":"oders"}""", "Field 'function': there is no function 'oders' in this account and region; did you mean 'orders'?")]
    [InlineData("\"trip\"", "must be a JSON object such as {\"action\":\"status\"}")]
    [InlineData("null", "must be a JSON object such as {\"action\":\"status\"}")]
    public async Task A_bad_request_is_answered_with_the_field_and_what_it_takes_and_changes_nothing(string payload, string error)
    {
        var answer = await AskAsync(payload);
        Assert.False(answer.Ok);
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
        Assert.Null(answer.Message);
        Assert.Equal((0, 0), (_state.CircuitWrites, _account.Changes.Count));
    }

    [Fact]
    public async Task Whoever_was_not_understood_is_told_a_command_that_is()
    {
        var answer = await AskAsync("[]");
        Assert.Contains("--function-name watchdog-CircuitBreaker", Assert.Single(answer.Next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_breaker_never_acts_on_Watchdogs_own_functions()
    {
        var answer = await AskAsync("""{"action":"trip","function":"watchdog-QueueWatcher","force":true}""");
        Assert.False(answer.Ok);
        Assert.Equal((0, 0), (_state.CircuitWrites, _account.Changes.Count));
    }
}
