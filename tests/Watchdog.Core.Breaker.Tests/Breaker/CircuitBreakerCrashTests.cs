using System.Collections.Immutable;
using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Breaker;

/// <summary>Processes that die, race and meet a busy Lambda leave an account that the next round brings to what the circuits say.</summary>
public sealed class CircuitBreakerCrashTests
{
    [Theory]
    [InlineData(CircuitAction.Trip)]
    [InlineData(CircuitAction.Contain)]
    public async Task Killed_at_any_point_of_taking_hold_the_account_is_untouched_or_on_record_and_is_completed(CircuitAction action)
    {
        for (var killAt = 0; ; killAt++)
        {
            var model = new Model(new Random(killAt), mappings: 2);
            var gate = new KillingGate(killAt);
            await model.RunAsync(gate, p => p.ChangeAsync(action, Model.Function, model.Uuids));
            if (!gate.Killed)
                break;
            await model.RecoverAsync();
            var held = model.Account.Circuit(Model.Function);
            Assert.True(held is null || held.State == (action == CircuitAction.Trip ? CircuitState.Open : CircuitState.Contained), $"killed at {killAt}");
        }
    }

    [Fact]
    public async Task Killed_at_any_point_of_a_reset_the_record_stays_until_all_is_restored()
    {
        for (var killAt = 0; ; killAt++)
        {
            var model = new Model(new Random(killAt), mappings: 2);
            await model.RunAsync(PortGate.Open, p => p.ChangeAsync(CircuitAction.Trip, Model.Function, model.Uuids));
            var gate = new KillingGate(killAt);
            await model.RunAsync(gate, p => p.ChangeAsync(CircuitAction.Reset, Model.Function, []));
            if (!gate.Killed)
                break;
            await model.RecoverAsync();
        }
    }

    [Fact]
    public async Task Whatever_happens_in_whatever_order_nothing_is_held_without_a_record_and_all_is_restored_in_the_end()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var model = new Model(random, mappings: random.Next(1, 4), note: $"seed {seed}: ");
            for (var step = 0; step < 25; step++)
                await model.RandomStepAsync();
            await model.RecoverAsync();
            await model.RunAsync(PortGate.Open, p => p.ChangeAsync(CircuitAction.Reset, Model.Function, []));
            await model.RecoverAsync();
            model.AssertGivenBack();
        }
    }

    [Theory]
    [InlineData(CircuitAction.Trip, CircuitAction.Trip)]
    [InlineData(CircuitAction.Trip, CircuitAction.Contain)]
    [InlineData(CircuitAction.Trip, CircuitAction.Reset)]
    [InlineData(CircuitAction.Reset, CircuitAction.Reset)]
    [InlineData(CircuitAction.Reset, CircuitAction.Probe)]
    [InlineData(CircuitAction.Reset, null)]
    [InlineData(CircuitAction.Trip, null)]
    public async Task Two_processes_at_once_cannot_both_win_and_the_account_ends_as_the_circuit_says(CircuitAction first, CircuitAction? second)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var model = new Model(random, mappings: 2, note: $"seed {seed}: ");
            if (first == CircuitAction.Reset || random.Next(3) == 0)
                await model.RunAsync(PortGate.Open, p => p.ChangeAsync(CircuitAction.Contain, Model.Function, model.Uuids));
            if (first == CircuitAction.Reset)
                await model.RunAsync(PortGate.Open, p => p.ChangeAsync(CircuitAction.Trip, Model.Function, model.Uuids));
            model.Account.Mappings.StepsPerChange = random.Next(2);

            var turnstile = new Turnstile(random);
            var a = new BreakerProcess(model.Account, turnstile.NewGate());
            var b = new BreakerProcess(model.Account, turnstile.NewGate());
            turnstile.Run(
                () => a.ChangeAsync(first, Model.Function, model.Uuids),
                () => second is { } action ? b.ChangeAsync(action, Model.Function, model.Uuids) : b.ReconcileAsync());

            model.AssertOnRecord();
            var versions = model.Account.Circuits.History.Select(t => t.CircuitVersion).ToList();
            Assert.True(versions.Distinct().Count() == versions.Count, $"seed {seed}: one version was made twice");
            var states = model.Account.Circuits.History;
            for (var i = 1; i < states.Count; i++)
                Assert.True(states[i].From == states[i - 1].To, $"seed {seed}: a transition does not begin where the one before ended");
            await model.RecoverAsync();
            await model.RunAsync(PortGate.Open, p => p.ChangeAsync(CircuitAction.Reset, Model.Function, []));
            await model.RecoverAsync();
            model.AssertGivenBack();
        }
    }

    /// <summary>An account with one function, and what its mappings are like when the breaker does not hold them.</summary>
    private sealed class Model
    {
        public const string Function = "f";

        private readonly Random _random;
        private readonly string _note;
        private readonly Dictionary<string, (bool Enabled, int? MaximumConcurrency)> _owners = [];

        public Model(Random random, int mappings, string note = "")
        {
            _random = random;
            _note = note;
            for (var i = 0; i < mappings; i++)
            {
                var source = random.Next(4) == 0 ? An.TableStreamArn($"t{i}") : An.QueueArn($"q{i}");
                var cap = source.Contains("sqs", StringComparison.Ordinal) && random.Next(2) == 0 ? random.Next(2, 20) : (int?)null;
                Account.Mappings.Add(An.Mapping($"m{i}", source, Function, random.Next(4) == 0 ? "Disabled" : "Enabled", cap));
                _owners[$"m{i}"] = Account.Mappings.Settings($"m{i}");
            }
        }

        public Account Account { get; } = new();

        public ImmutableArray<string> Uuids => [.. Account.Mappings.Uuids];

        /// <summary>One process does something, lives or dies, and the invariant holds.</summary>
        public async Task RunAsync<T>(PortGate gate, Func<BreakerProcess, Task<T>> act, Func<string, Exception?>? fault = null)
        {
            var process = new BreakerProcess(Account, gate);
            process.Mappings.Fault = fault ?? (_ => null);
            try
            {
                await act(process);
            }
            catch (ProcessKilledException)
            {
            }
            AssertOnRecord();
        }

        public Task RandomStepAsync()
        {
            Account.Mappings.StepsPerChange = _random.Next(3);
            PortGate gate = _random.Next(2) == 0 ? PortGate.Open : new KillingGate(_random.Next(30));
            Func<string, Exception?> fault = uuid => _random.Next(6) switch
            {
                0 => new MappingBusyException(uuid, new InvalidOperationException()),
                1 => new InvalidOperationException("Lambda is not well."),
                _ => null,
            };
            switch (_random.Next(9))
            {
                case 0:
                    return RunAsync(gate, p => p.ChangeAsync(CircuitAction.Contain, Function, Uuids), fault);
                case 1 or 2:
                    return RunAsync(gate, p => p.ChangeAsync(CircuitAction.Trip, Function, [.. Uuids.Where(_ => _random.Next(3) > 0)]), fault);
                case 3:
                    return RunAsync(gate, p => p.ChangeAsync(CircuitAction.Probe, Function, []), fault);
                case 4 or 5:
                    return RunAsync(gate, p => p.ChangeAsync(CircuitAction.Reset, Function, []), fault);
                case 6:
                    OwnerChangesSomething();
                    return Task.CompletedTask;
                case 7:
                    Account.Mappings.Step();
                    return Task.CompletedTask;
                default:
                    return RunAsync(gate, p => p.ReconcileAsync(), fault);
            }
        }

        /// <summary>Nothing fails any more: after some rounds each circuit is applied, and the account is as it says.</summary>
        public async Task RecoverAsync()
        {
            for (var round = 0; round < 8; round++)
            {
                Account.Mappings.Step();
                Account.Mappings.Step();
                await RunAsync(PortGate.Open, p => p.ReconcileAsync());
            }
            foreach (var circuit in Account.Circuits.Circuits.Values)
            {
                Assert.True(circuit.Applied, $"{_note}{circuit} is not applied");
                Assert.True(circuit.State == CircuitState.Closed == circuit.Recorded.IsEmpty, $"{_note}{circuit}: {circuit.Recorded.Length} on record");
                foreach (var recorded in circuit.Mappings())
                    Assert.True(
                        MappingTarget.For(circuit, recorded).IsMetBy(Account.Mappings[recorded.Uuid]!),
                        $"{_note}{Account.Mappings[recorded.Uuid]} is not as {circuit.State} demands");
            }
        }

        /// <summary>A mapping is as its owner wants it, or what its owner wants is on record.</summary>
        public void AssertOnRecord()
        {
            var onRecord = Account.Circuit(Function)?.Mappings() ?? [];
            foreach (var (uuid, owner) in _owners)
            {
                if (onRecord.FirstOrDefault(r => r.Uuid == uuid) is { } recorded)
                    Assert.True(owner == (recorded.Enabled, recorded.MaximumConcurrency), $"{_note}{recorded} on record, but {owner} was there");
                else
                    Assert.True(owner == Account.Mappings.Settings(uuid), $"{_note}{uuid} was {owner}, is {Account.Mappings[uuid]}, and not on record");
            }
        }

        public void AssertGivenBack() => Assert.All(_owners, o => Assert.True(
            o.Value == Account.Mappings.Settings(o.Key), $"{_note}{o.Key} was {o.Value}, is {Account.Mappings[o.Key]}"));

        // Only of a mapping that the breaker does not hold: of one that it holds, the record stands.
        private void OwnerChangesSomething()
        {
            var uuid = Uuids[_random.Next(Uuids.Length)];
            var mapping = Account.Mappings[uuid]!;
            if (mapping.IsChanging || (Account.Circuit(Function)?.Mappings() ?? []).Any(r => r.Uuid == uuid))
                return;
            var scaling = mapping.SourceArn.Contains("sqs", StringComparison.Ordinal)
                ? new ScalingChange(_random.Next(3) == 0 ? null : _random.Next(2, 20))
                : null;
            Account.Mappings.Change(uuid, new MappingChange(_random.Next(2) == 0, scaling));
            _owners[uuid] = Account.Mappings.Settings(uuid);
        }
    }
}
