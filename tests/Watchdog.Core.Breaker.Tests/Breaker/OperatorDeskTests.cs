using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class OperatorDeskTests
{
    private const string Reset =
        "Restore what was there before: echo '{\"action\":\"reset\",\"function\":\"process-work\"}' | "
        + "aws lambda invoke --function-name watchdog-CircuitBreaker --payload fileb:///dev/stdin /dev/stdout";

    private readonly Account _account = new();
    private readonly FakeInventory _inventory;
    private readonly FakePermissions _permissions = new FakePermissions().Allow("process-work", An.QueueArn("work")).Allow("resize", An.QueueArn("images"));
    private readonly FakePolicies _policies = new();
    private readonly FakeTrials _trials = new();
    private readonly OperatorDesk _desk;

    public OperatorDeskTests()
    {
        EventSourceMapping[] mappings =
        [
            An.Mapping("m1", An.QueueArn("work"), "process-work", maximumConcurrency: 7),
            An.Mapping("m2", An.QueueArn("beside"), "process-work"),
            An.Mapping("m3", An.QueueArn("jobs"), "watchdog-QueueWatcher"),
            An.Mapping("m4", An.QueueArn("images"), "resize"),
        ];
        foreach (var mapping in mappings)
            _account.Mappings.Add(mapping);
        foreach (var function in new[] { "process-work", "resize", "by-hand" })
            _account.Concurrency.Functions[function] = new FunctionConcurrency(null, HasFailureDestination: false);
        _inventory = new FakeInventory(An.Inventory(
            [An.Function("process-work"), An.Function("resize"), An.Function("by-hand"), An.Function("watchdog-QueueWatcher")], mappings));
        _desk = new OperatorDesk(
            new WatchdogStack("watchdog", "watchdog-CircuitBreaker"), _inventory, new TopologyBuilder(_permissions), new PushTriggerReader(_policies, _policies),
            new InMemoryCircuitStore(_account.Circuits, PortGate.Open),
            new TriggerControls(
                new FakeMappings(_account.Mappings, PortGate.Open), new FakeConcurrency(_account.Concurrency, PortGate.Open), new FakeRules(_account.Rules, PortGate.Open)),
            _trials, BreakerOptions.Default);
    }

    [Fact]
    public async Task A_trip_of_a_function_whose_loop_goes_by_a_bucket_alone_chokes_it_and_says_what_becomes_of_events()
    {
        _policies.Triggers.Add(new PushTrigger(new ResourceId(ResourceKind.Bucket, "uploads"), "arn:aws:s3:::uploads", "by-hand", null));
        _permissions.Allow("by-hand", "arn:aws:s3:::uploads");
        var answer = await AskAsync(new(OperatorAction.Trip, "by-hand"));
        Assert.True(answer.Ok, answer.Error);
        Assert.Contains("by-hand -> bucket uploads -> by-hand", answer.Message, StringComparison.Ordinal);
        Assert.Equal(["Reserved concurrency of by-hand: set to 1 (was none)."], answer.Changed);
        var circuit = Assert.Single(answer.Circuits);
        Assert.Equal(new ConcurrencyView("by-hand", new ConcurrencySettings(null), new ConcurrencySettings(1)), Assert.Single(circuit.Concurrency));
        Assert.Equal(
            [
                "The reserved concurrency of by-hand is 1: asynchronous events wait and are tried again for 6 hours; nothing is lost before "
                + "2026-01-05 15:00 UTC, and after that they are lost, for it has no failure destination.",
            ],
            circuit.Meanwhile);
    }

    [Fact]
    public async Task Policies_are_not_read_while_a_loop_must_be_stopped_that_the_mappings_alone_close()
    {
        await AskAsync(new(OperatorAction.Trip, "process-work"));
        Assert.Empty(_policies.Read);
    }

    [Fact]
    public async Task A_trip_disables_the_mapping_on_the_loop_and_no_other_and_tells_how_to_reset()
    {
        var answer = await AskAsync(new(OperatorAction.Trip, "process-work"));
        Assert.True(answer.Ok);
        Assert.Equal("The circuit of process-work is open. The loop: process-work -> queue work -> process-work.", answer.Message);
        Assert.Equal(["Mapping m1 (work -> process-work): disabled (was enabled)."], answer.Changed);
        Assert.Equal(Reset, answer.Next[^1]);
        Assert.Contains("\"action\":\"probe\"", answer.Next[1], StringComparison.Ordinal);
        Assert.True(_account.Mappings["m2"]!.IsEnabled);
        var circuit = Assert.Single(answer.Circuits);
        Assert.Equal(("process-work", "open", "operator"), (circuit.Function, circuit.State, circuit.By));
        Assert.Equal(
            new MappingView("m1", "work", new MappingSettings("Enabled", 7), new MappingSettings("Disabled", 7)), Assert.Single(circuit.Mappings));
    }

    [Fact]
    public async Task A_trip_where_no_loop_is_known_disables_all_mappings_of_the_function_and_says_so()
    {
        _permissions.Allow("process-work");
        var answer = await AskAsync(new(OperatorAction.Trip, "process-work"));
        Assert.EndsWith("No loop through process-work is known: all its mappings are held.", answer.Message, StringComparison.Ordinal);
        Assert.Equal(2, answer.Changed.Length);
    }

    [Fact]
    public async Task That_IAM_cannot_be_asked_does_not_keep_a_loop_running()
    {
        _permissions.Fault = new InvalidOperationException("Rate exceeded");
        Assert.True((await AskAsync(new(OperatorAction.Trip, "process-work"))).Ok);
        Assert.True(_account.Mappings["m1"]!.IsDisabled);
    }

    [Theory]
    [InlineData(OperatorAction.Trip)]
    [InlineData(OperatorAction.Contain)]
    [InlineData(OperatorAction.Reset)]
    [InlineData(OperatorAction.Probe)]
    [InlineData(OperatorAction.Status)]
    [InlineData(OperatorAction.History)]
    public async Task An_unknown_function_is_an_error_that_names_the_closest_one_and_changes_nothing(OperatorAction action)
    {
        var answer = await AskAsync(new(action, "proces-work"));
        Assert.False(answer.Ok);
        Assert.Equal("Field 'function': there is no function 'proces-work' in this account and region; did you mean 'process-work'?", answer.Error);
        AssertUntouched();
    }

    [Fact]
    public async Task Watchdogs_own_functions_are_refused_even_with_force()
    {
        var answer = await AskAsync(new(OperatorAction.Trip, "watchdog-QueueWatcher", Force: true));
        Assert.False(answer.Ok);
        Assert.Contains("Watchdog's own", answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Next);
        AssertUntouched();
    }

    [Theory]
    [InlineData(true, null, "RecursiveLoop")]
    [InlineData(false, "off", "watchdog:breaker=off")]
    public async Task What_the_owner_forbids_is_refused_without_force_and_done_with_it(bool allowed, string? tag, string why)
    {
        _inventory.Details["process-work"] = new FunctionDetails(
            null, tag is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [BreakerModes.Tag] = tag }, allowed);
        var refused = await AskAsync(new(OperatorAction.Trip, "process-work"));
        Assert.False(refused.Ok);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
        Assert.Contains("\"force\":true", Assert.Single(refused.Next), StringComparison.Ordinal);
        AssertUntouched();

        Assert.True((await AskAsync(new(OperatorAction.Trip, "process-work", Force: true))).Ok);
        Assert.True(_account.Mappings["m1"]!.IsDisabled);
    }

    [Fact]
    public async Task A_function_without_a_mapping_cannot_be_tripped()
    {
        var answer = await AskAsync(new(OperatorAction.Trip, "by-hand"));
        Assert.Equal("by-hand has no event source mapping, and no bucket, topic or rule in its policy that calls it: there is no trigger to hold.", answer.Error);
    }

    [Fact]
    public async Task A_reset_of_a_closed_function_is_ok_and_says_that_there_is_nothing_to_restore()
    {
        var answer = await AskAsync(new(OperatorAction.Reset, "process-work"));
        Assert.True(answer.Ok);
        Assert.Equal("The circuit of process-work is closed: nothing to restore.", answer.Message);
        AssertUntouched();
    }

    [Fact]
    public async Task A_reset_without_a_function_closes_every_circuit()
    {
        await AskAsync(new(OperatorAction.Trip, "process-work"));
        await AskAsync(new(OperatorAction.Contain, "resize"));
        var answer = await AskAsync(new(OperatorAction.Reset));
        Assert.True(answer.Ok);
        Assert.Equal(["process-work", "resize"], answer.Circuits.Select(c => c.Function));
        Assert.All(answer.Circuits, c => Assert.Equal("closed", c.State));
        Assert.Equal((true, 7), _account.Mappings.Settings("m1"));
        Assert.Equal((true, null), _account.Mappings.Settings("m4"));
        Assert.Equal("All circuits are closed: nothing to restore.", (await AskAsync(new(OperatorAction.Reset))).Message);
    }

    [Fact]
    public async Task A_reset_is_refused_while_the_loop_is_measured_and_done_with_force()
    {
        await AskAsync(new(OperatorAction.Trip, "process-work"));
        var refused = await AskAsync(new(OperatorAction.Reset, "process-work"), "work still gains 1,200 messages/min.");
        Assert.Equal("The loop is still there: work still gains 1,200 messages/min.", refused.Error);
        Assert.True(_account.Mappings["m1"]!.IsDisabled);
        Assert.True((await AskAsync(new(OperatorAction.Reset, "process-work", Force: true), "work still gains 1,200 messages/min.")).Ok);
        Assert.True(_account.Mappings["m1"]!.IsEnabled);
    }

    [Fact]
    public async Task A_probe_of_a_closed_circuit_is_an_error_that_names_what_is_allowed()
    {
        var answer = await AskAsync(new(OperatorAction.Probe, "process-work"));
        Assert.Equal(
            "probe is not allowed: the circuit of process-work is closed; allowed from there: contain (to contained), trip (to open).", answer.Error);
    }

    [Fact]
    public async Task Status_shows_what_is_held_with_before_and_now_and_how_to_reset()
    {
        Assert.Equal("No circuit is held.", (await AskAsync(new(OperatorAction.Status))).Message);
        await AskAsync(new(OperatorAction.Trip, "process-work", Reason: "It costs money."));
        var answer = await AskAsync(new(OperatorAction.Status));
        Assert.Equal("1 circuit(s) held.", answer.Message);
        Assert.Equal([Reset], answer.Next);
        Assert.Equal("It costs money.", Assert.Single(answer.Circuits).Reason);
        var untouched = Assert.Single((await AskAsync(new(OperatorAction.Status, "resize"))).Circuits);
        Assert.Equal(("resize", "closed", null), (untouched.Function, untouched.State, untouched.Since));
    }

    [Fact]
    public async Task History_tells_who_did_what_when_and_why_newest_first()
    {
        await AskAsync(new(OperatorAction.Trip, "process-work", By: "RecursionWatcher", Reason: "A loop.", Evidence: ["It spins."], Time: An.Nine));
        await AskAsync(new(OperatorAction.Reset, "process-work", Time: An.Nine.AddMinutes(30)));
        var history = (await AskAsync(new(OperatorAction.History, "process-work"))).History;
        Assert.Equal(["reset", "trip"], history.Select(h => h.Action));
        Assert.Equal((An.Nine, "closed", "open", "RecursionWatcher", "A loop."), (history[1].At, history[1].From, history[1].To, history[1].By, history[1].Reason));
        Assert.Equal(["It spins.", "The loop: process-work -> queue work -> process-work."], history[1].Evidence);
        Assert.Single((await AskAsync(new(OperatorAction.History, Limit: 1))).History);
    }

    [Fact]
    public async Task A_trip_that_is_not_done_yet_says_so_and_reconcile_completes_it()
    {
        _account.Mappings.StepsPerChange = 1;
        var answer = await AskAsync(new(OperatorAction.Trip, "process-work"));
        Assert.True(answer.Ok);
        Assert.Contains("not seen to be complete yet", answer.Message, StringComparison.Ordinal);
        Assert.Single(answer.Outstanding);
        _account.Mappings.Step();
        Assert.Equal("The account is as the circuits say.", (await AskAsync(new(OperatorAction.Reconcile))).Message);
    }

    [Fact]
    public void A_payload_that_could_not_be_read_is_answered_with_the_error_and_a_command_that_works()
    {
        var answer = _desk.Misread("Field 'action' is missing.");
        Assert.Equal((false, "", "Field 'action' is missing."), (answer.Ok, answer.Action, answer.Error));
        Assert.Contains("{\"action\":\"status\"}", Assert.Single(answer.Next), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proces-work", "process-work")]
    [InlineData("RESIZE", "resize")]
    [InlineData("", "a")]
    public void The_closest_name_has_the_fewest_letters_to_change(string wanted, string closest) =>
        Assert.Equal(closest, ClosestName.To(wanted, ["process-work", "resize", "process-orders", "a"]));

    [Fact]
    public void Where_there_are_no_names_none_is_closest() => Assert.Null(ClosestName.To("x", []));

    private void AssertUntouched()
    {
        Assert.Equal(0, _account.Mappings.Changes);
        Assert.Empty(_account.Circuits.Circuits);
        Assert.Empty(_account.Circuits.History);
    }

    private Task<OperatorAnswer> AskAsync(OperatorCommand command, string? loopStillMeasured = null) =>
        _desk.AnswerAsync(command, An.Nine, TestContext.Current.CancellationToken, loopStillMeasured);
}
