using System.Collections.Immutable;
using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>
/// The breaker dies right before and right after every call that it makes, in every transition over every kind of loop; then another process
/// goes on, by the next round or because the same is asked again.
/// </summary>
public sealed class KillPointTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset At = An.Nine.AddMinutes(5);

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Moves.Keys)
                foreach (var world in LoopWorld.Names)
                    data.Add(action, world);
            return data;
        }
    }

    /// <summary>What leads up to each transition, the transition, and the state that it ends in.</summary>
    private static ImmutableDictionary<string, Move> Moves { get; } = new Dictionary<string, Move>
    {
        ["contain"] = new([], Contain, CircuitState.Contained, "contain"),
        ["trip"] = new([], Ask(CircuitAction.Trip), CircuitState.Open, "trip"),
        ["trip a contained one"] = new([Contain], Ask(CircuitAction.Trip), CircuitState.Open, "trip"),
        ["probe"] = new([Ask(CircuitAction.Trip)], Probe, CircuitState.HalfOpen, "probe"),
        ["escalate"] = new([Ask(CircuitAction.Trip)], Escalate, CircuitState.Open, "escalate"),
        ["reset an open one"] = new([Ask(CircuitAction.Trip)], Ask(CircuitAction.Reset), CircuitState.Closed, "reset"),
        ["reset a contained one"] = new([Contain], Ask(CircuitAction.Reset), CircuitState.Closed, "reset"),
        ["reset an escalated one"] = new([Ask(CircuitAction.Trip), Escalate], Ask(CircuitAction.Reset), CircuitState.Closed, "reset"),
        ["release a half-open one"] = new([Ask(CircuitAction.Trip), Probe], Ask(CircuitAction.Release), CircuitState.Closed, "release"),
        ["the experiment's next phase"] = new([Contain], Reconcile(NextPhase), CircuitState.Contained, null),
        ["the probe's next phase"] = new([Ask(CircuitAction.Trip), Probe], Reconcile(NextPhase), CircuitState.HalfOpen, null),
        ["the experiment proves the loop"] = new([Contain], Reconcile(Verdict(CircuitAction.Trip)), CircuitState.Open, "trip"),
        ["the experiment proves outside traffic"] = new([Contain], Reconcile(Verdict(CircuitAction.Release)), CircuitState.Closed, "release"),
        ["the probe proves the loop"] = new([Ask(CircuitAction.Trip), Probe], Reconcile(Verdict(CircuitAction.Trip)), CircuitState.Open, "trip"),
        ["the probe is healthy"] = new([Ask(CircuitAction.Trip), Probe], Reconcile(Verdict(CircuitAction.Release)), CircuitState.Closed, "release"),
    }.ToImmutableDictionary();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Wherever_the_breaker_dies_the_next_process_completes_what_it_began(string move, string world)
    {
        var points = 0;
        foreach (var againAsked in new[] { false, true })
            foreach (var stepsPerChange in new[] { 0, 1 })
                points += await KillEverywhereAsync(Moves[move], LoopWorld.Of(world), againAsked, stepsPerChange);
        output.WriteLine($"{move}, {world}: killed at {points} points.");
        Assert.True(points >= 4 * 12, $"only {points} points to die at");
    }

    private static async Task<int> KillEverywhereAsync(Move move, LoopWorld world, bool againAsked, int stepsPerChange)
    {
        for (var killAt = 0; ; killAt++)
        {
            var account = LoopWorld.NewAccount();
            var owners = account.Triggers();
            foreach (var before in move.Before)
                await before(new BreakerProcess(account, trials: NoStep()), world);
            await SettleAsync(account, NoStep());
            account.Mappings.StepsPerChange = stepsPerChange;
            var began = account.Circuit(LoopWorld.Function);
            var transitions = account.Circuits.History.Count;

            var gate = new RecordingGate(account, owners, killAt);
            var trials = new FakeTrials { Step = move.Step };
            try
            {
                await move.Do(new BreakerProcess(account, gate, trials), world);
            }
            catch (ProcessKilledException)
            {
            }
            Assert.Null(gate.Wrong);
            AssertOnRecord(account, owners, killAt);
            if (againAsked || account.Circuit(LoopWorld.Function)?.Version is not { } version || version == (began?.Version ?? 0))
                await move.Do(new BreakerProcess(account, trials: trials), world);
            await SettleAsync(account, trials);

            var circuit = account.Circuit(LoopWorld.Function)!;
            Assert.True(circuit.State == move.Ends && circuit.Applied, $"killed at {killAt}: {circuit}");
            AssertAsTheCircuitSays(account, owners, circuit, killAt);
            var history = account.Circuits.History.Skip(transitions).Select(t => t.Action).ToArray();
            Assert.True(history.SequenceEqual(move.Transition is { } t ? [t] : []), $"killed at {killAt}: {string.Join(", ", history)}");
            if (!gate.Killed)
                return killAt;
        }
    }

    /// <summary>Nothing fails any more, and the mappings' changes are carried out.</summary>
    private static async Task SettleAsync(Account account, ITrials trials)
    {
        for (var round = 0; round < 4; round++)
        {
            account.Mappings.Step();
            await new BreakerProcess(account, trials: trials).ReconcileAsync(At.AddMinutes(round));
        }
    }

    private static void AssertOnRecord(Account account, IReadOnlyDictionary<string, string> owners, int killAt)
    {
        var recorded = account.Circuit(LoopWorld.Function)?.Recorded ?? [];
        foreach (var (id, now) in account.Triggers())
        {
            var record = recorded.FirstOrDefault(r => r.Id == id)?.Words();
            Assert.True(record is null || record == owners[id], $"killed at {killAt}: {id} was {owners[id]}, recorded is {record}");
            Assert.True(record is not null || now == owners[id], $"killed at {killAt}: {id} was {owners[id]}, is {now}, and is not on record");
        }
    }

    private static void AssertAsTheCircuitSays(Account account, IReadOnlyDictionary<string, string> owners, Circuit circuit, int killAt)
    {
        AssertOnRecord(account, owners, killAt);
        var now = account.Triggers();
        if (circuit.State == CircuitState.Closed)
            Assert.Equal(owners, now);
        foreach (var recorded in circuit.Recorded)
            Assert.True(Wanted(circuit, recorded, now[recorded.Id]), $"killed at {killAt}: {recorded.Id} is {now[recorded.Id]} while {circuit.State}");
        Assert.Equal(circuit.State is CircuitState.Contained or CircuitState.HalfOpen, circuit.Trial is not null);
    }

    private static bool Wanted(Circuit circuit, RecordedTrigger recorded, string now) => recorded switch
    {
        RecordedMapping m => MappingTarget.For(circuit, m) is var target && now == (m with
        {
            Enabled = target.Enabled,
            MaximumConcurrency = target.Scaling is { } scaling ? scaling.MaximumConcurrency : m.MaximumConcurrency,
            Stream = target.Reading ?? m.Stream,
        }).Words() || !target.Enabled && now.StartsWith("disabled", StringComparison.Ordinal),
        RecordedConcurrency c => now == (c with { Reserved = ConcurrencyTarget.For(circuit, c).Reserved }).Words(),
        RecordedRule r => now == (r with { Enabled = RuleTarget.For(circuit, r).Enabled }).Words(),
        _ => false,
    };

    private static Task<CircuitOutcome> Contain(BreakerProcess process, LoopWorld world) =>
        process.ChangeAsync(CircuitAction.Contain, LoopWorld.Function, world.All, LoopWorld.Trial(TrialPhase.Trickle));

    private static Task<CircuitOutcome> Probe(BreakerProcess process, LoopWorld world) =>
        process.ChangeAsync(CircuitAction.Probe, LoopWorld.Function, world.Others, LoopWorld.Trial(TrialPhase.Trickle), An.Nine.AddMinutes(1));

    private static Task<CircuitOutcome> Escalate(BreakerProcess process, LoopWorld world) => process.ChangeAsync(
        CircuitAction.Escalate, LoopWorld.Function,
        [.. new[] { "m1", "m2", "m3", "m5" }.Select(u => LoopWorld.Mapping(u)), LoopWorld.Push(LoopWorld.Function)], trial: null, An.Nine.AddMinutes(1));

    private static Func<BreakerProcess, LoopWorld, Task> Ask(CircuitAction action) => (process, world) =>
        process.ChangeAsync(action, LoopWorld.Function, world.Own, trial: null, An.Nine.AddMinutes(2));

    private static (Func<BreakerProcess, LoopWorld, Task> Do, Func<Circuit, DateTimeOffset, TrialStep> Step) Reconcile(Func<Circuit, DateTimeOffset, TrialStep> step) =>
        ((process, _) => process.ReconcileAsync(At), step);

    private static TrialStep NextPhase(Circuit circuit, DateTimeOffset now) => circuit.Trial is { Phase: TrialPhase.Trickle } trial
        ? new TrialStep.GoOn(trial.Then(TrialPhase.Pause, now))
        : new TrialStep.Wait();

    private static Func<Circuit, DateTimeOffset, TrialStep> Verdict(CircuitAction action) => (_, _) =>
        new TrialStep.Verdict(action, "It was measured.", ["Gain 1.2."], action == CircuitAction.Release ? new OutsideLevel(600, At) : null);

    private static FakeTrials NoStep() => new();

    private sealed record Move(
        ImmutableArray<Func<BreakerProcess, LoopWorld, Task>> Before, Func<BreakerProcess, LoopWorld, Task> Do, CircuitState Ends, string? Transition)
    {
        public Move(
            ImmutableArray<Func<BreakerProcess, LoopWorld, Task>> before,
            (Func<BreakerProcess, LoopWorld, Task> Do, Func<Circuit, DateTimeOffset, TrialStep> Step) reconcile,
            CircuitState ends,
            string? transition)
            : this(before, reconcile.Do, ends, transition) => Step = reconcile.Step;

        /// <summary>What the experiment says; of the other moves nothing.</summary>
        public Func<Circuit, DateTimeOffset, TrialStep> Step { get; } = (_, _) => new TrialStep.Wait();
    }

    /// <summary>Looks at every passage whether what differs from what its owner wants is on record, and kills at one.</summary>
    private sealed class RecordingGate(Account account, IReadOnlyDictionary<string, string> owners, int killAt) : PortGate
    {
        private int _passed;

        public bool Killed => _passed > killAt;

        /// <summary>The breaker goes on after the failure of a call: what was found wrong is kept for the test.</summary>
        public Exception? Wrong { get; private set; }

        public override Task PassAsync()
        {
            Wrong ??= Record.Exception(() => AssertOnRecord(account, owners, killAt));
            return _passed++ >= killAt ? throw new ProcessKilledException() : Task.CompletedTask;
        }
    }
}
