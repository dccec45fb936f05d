using FsCheck;
using FsCheck.Fluent;
using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>
/// Whatever is observed, asked, refused and killed in whatever order, by one process or by two at a time: a circuit is where a simple model
/// says that its history leads, and its triggers are as recorded or as it says.
/// </summary>
public sealed class CircuitModelTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260105, 1);

    private static Gen<Deed> Deeds { get; } =
        from act in Gen.Choose(0, 9)
        from killAt in Gen.Frequency((2, Gen.Constant(int.MaxValue)), (1, Gen.Choose(0, 40)))
        from faults in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 7)))
        from verdict in Gen.Choose(0, 3)
        from steps in Gen.Choose(0, 1)
        from rival in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 6)))
        from seed in Gen.Choose(0, 10_000)
        select new Deed(act, killAt, faults, verdict, steps, rival, seed);

    [Fact]
    public void A_circuit_is_where_its_history_leads_and_gives_back_what_it_recorded() => Prop.ForAll(
        Gen.Elements(LoopWorld.Names.ToArray()).ToArbitrary(),
        Gen.ListOf(Deeds, 12).ToArbitrary(),
        (world, deeds) => new Run(LoopWorld.Of(world)).Play(deeds)).Check(Seeded);

    /// <param name="Act">Which action, or a round of reconciling.</param>
    /// <param name="KillAt">At which passage of a port the process dies.</param>
    /// <param name="Faults">Bits: changes of mappings, reservations and rules fail.</param>
    /// <param name="Verdict">What the experiment says when it is asked.</param>
    /// <param name="Steps">How many rounds Lambda takes for a change.</param>
    /// <param name="Rival">What another process does at the same time; -1: there is none.</param>
    private sealed record Deed(int Act, int KillAt, int Faults, int Verdict, int Steps, int Rival, int Seed);

    private sealed class Run(LoopWorld world)
    {
        private const string Function = LoopWorld.Function;

        private static readonly FakeTrials Silent = new();

        private readonly Account _account = LoopWorld.NewAccount();
        private readonly IReadOnlyDictionary<string, string> _owners = LoopWorld.NewAccount().Triggers();
        private DateTimeOffset _now = An.Nine;
        private long _version;

        public bool Play(IEnumerable<Deed> deeds)
        {
            foreach (var deed in deeds)
            {
                _now = _now.AddMinutes(1);
                _account.Mappings.StepsPerChange = deed.Steps;
                _account.Mappings.Step();
                if (deed.Rival < 0)
                    RunAlone(deed);
                else
                    RunWithRival(deed);
                Check($"after {deed}");
            }
            SettleAsync().GetAwaiter().GetResult();
            CheckSettled();
            new BreakerProcess(_account, trials: Silent).ChangeAsync(CircuitAction.Reset, Function, [], _now).GetAwaiter().GetResult();
            SettleAsync().GetAwaiter().GetResult();
            CheckSettled();
            Assert.Equal(_owners, _account.Triggers());
            return true;
        }

        private void RunAlone(Deed deed)
        {
            try
            {
                DoAsync(NewProcess(deed, new KillingGate(deed.KillAt)), deed.Act).GetAwaiter().GetResult();
            }
            catch (ProcessKilledException)
            {
            }
        }

        // Who dies between two others leaves a change that nobody can know of; so rivals live.
        private void RunWithRival(Deed deed)
        {
            var turnstile = new Turnstile(new Random(deed.Seed));
            var one = NewProcess(deed, turnstile.NewGate());
            var other = NewProcess(deed, turnstile.NewGate());
            turnstile.Run(() => DoAsync(one, deed.Act), () => DoAsync(other, deed.Rival));
        }

        private BreakerProcess NewProcess(Deed deed, PortGate gate)
        {
            var process = new BreakerProcess(_account, gate, new FakeTrials { Step = (circuit, now) => Step(deed.Verdict, circuit, now) });
            process.Mappings.Fault = _ => (deed.Faults & 1) == 0 ? null : new Ports.MappingBusyException("m", new InvalidOperationException());
            process.Concurrency.Fault = _ => (deed.Faults & 2) == 0 ? null : new Ports.TriggerRefusedException("Less than 100 would be left.");
            process.Rules.Fault = _ => (deed.Faults & 4) == 0 ? null : new InvalidOperationException("EventBridge is not well.");
            return process;
        }

        private Task DoAsync(BreakerProcess process, int act) => act switch
        {
            0 => process.ChangeAsync(CircuitAction.Contain, Function, world.All, LoopWorld.Trial(TrialPhase.Trickle), _now),
            1 => process.ChangeAsync(CircuitAction.Contain, Function, world.Own, trial: null, _now),
            2 => process.ChangeAsync(CircuitAction.Trip, Function, world.Own, trial: null, _now),
            3 => process.ChangeAsync(CircuitAction.Probe, Function, world.Others, LoopWorld.Trial(TrialPhase.Trickle), _now),
            4 => process.ChangeAsync(CircuitAction.Reset, Function, [], _now),
            5 => process.ChangeAsync(CircuitAction.Escalate, Function, [LoopWorld.Mapping("m5"), LoopWorld.Push(Function)], trial: null, _now),
            6 => process.ChangeAsync(CircuitAction.Release, Function, [], _now),
            _ => process.ReconcileAsync(_now),
        };

        private static TrialStep Step(int verdict, Circuit circuit, DateTimeOffset now) => (verdict, circuit.Trial) switch
        {
            (1, _) => new TrialStep.Verdict(CircuitAction.Trip, "It feeds itself.", ["Gain 1.2."], null),
            (2, _) => new TrialStep.Verdict(CircuitAction.Release, "It does not.", ["Gain 0."], new OutsideLevel(600, now)),
            (3, { } trial) when trial.Spans[^1].From < now =>
                new TrialStep.GoOn(trial.Then(trial.Phase == TrialPhase.Pause ? TrialPhase.Trickle : TrialPhase.Pause, now)),
            _ => new TrialStep.Wait(),
        };

        private async Task SettleAsync()
        {
            for (var round = 0; round < 5; round++)
            {
                _now = _now.AddMinutes(1);
                _account.Mappings.Step();
                await new BreakerProcess(_account, trials: Silent).ReconcileAsync(_now);
            }
        }

        private void Check(string when)
        {
            var circuit = _account.Circuit(Function) ?? Circuit.Untouched(Function);
            Assert.True(circuit.Version >= _version, when);
            _version = circuit.Version;

            // The model: a circuit is what its transitions, each beginning where the one before ended, have made of it.
            var (state, version, failed) = (CircuitState.Closed, 0L, 0);
            foreach (var t in _account.Circuits.History)
            {
                Assert.True(t.From == state && t.CircuitVersion > version, $"{when}: {t} does not follow {state}, version {version}");
                Assert.True(MayMove(t), $"{when}: {t} is no transition");
                Assert.False(t.Evidence.IsEmpty, $"{when}: {t} has no evidence");
                failed = (t.To, t.From) switch
                {
                    (CircuitState.Closed, _) => 0,
                    (CircuitState.Open, CircuitState.HalfOpen) => failed + 1,
                    _ => failed,
                };
                (state, version) = (t.To, t.CircuitVersion);
            }
            Assert.Equal((state, failed), (circuit.State, circuit.FailedProbes));
            Assert.True(circuit.Version >= version, when);

            foreach (var (id, now) in _account.Triggers())
            {
                var record = circuit.Recorded.FirstOrDefault(r => r.Id == id)?.Words();
                Assert.True(record is null || record == _owners[id], $"{when}: {id} was {_owners[id]}, recorded is {record}");
                Assert.True(record is not null || now == _owners[id], $"{when}: {id} was {_owners[id]}, is {now} and not on record");
            }
        }

        private static bool MayMove(CircuitTransition t) => (t.Action, t.From, t.To) switch
        {
            ("contain", CircuitState.Closed, CircuitState.Contained) => true,
            ("trip", not CircuitState.Open, CircuitState.Open) => true,
            ("probe", CircuitState.Open, CircuitState.HalfOpen) => true,
            ("escalate" or "hold", _, _) => t.From == t.To && t.From != CircuitState.Closed,
            ("release", CircuitState.Contained or CircuitState.HalfOpen, CircuitState.Closed) => true,
            // An open circuit is closed by a person only.
            ("reset", not CircuitState.Closed, CircuitState.Closed) => t.By == "operator",
            _ => false,
        };

        private void CheckSettled()
        {
            Check("settled");
            var circuit = _account.Circuit(Function);
            if (circuit is null)
                return;
            Assert.True(circuit.Applied, $"{circuit} is not carried out");
            Assert.Equal(circuit.State == CircuitState.Closed, circuit.Recorded.IsEmpty);
            if (circuit.State == CircuitState.Open)
                Assert.All(circuit.Recorded, r => Assert.Equal(Function, r.Function));
            if (circuit.State is CircuitState.Open or CircuitState.Closed)
                Assert.Null(circuit.Trial);
            foreach (var recorded in circuit.Mappings())
                Assert.True(MappingTarget.For(circuit, recorded).IsMetBy(_account.Mappings[recorded.Uuid]!), $"{recorded} while {circuit.State}");
            foreach (var recorded in circuit.Recorded.OfType<RecordedConcurrency>())
                Assert.Equal(ConcurrencyTarget.For(circuit, recorded).Reserved, _account.Concurrency.Functions[recorded.Function].Reserved);
            foreach (var recorded in circuit.Recorded.OfType<RecordedRule>())
                Assert.Equal(RuleTarget.For(circuit, recorded).Enabled, _account.Rules.Rules[recorded.Arn].IsEnabled);
        }
    }
}
