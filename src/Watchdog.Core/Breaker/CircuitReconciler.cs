using System.Collections.Immutable;
using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>Looks after all circuits once a minute.</summary>
internal sealed class CircuitReconciler(
    ICircuitStore store, TriggerCarrier carrier, TriggerRecorder recorder, CircuitFinisher finisher, ITrials trials)
{
    private const string Me = "CircuitBreaker";

    public async Task<ReconcileReport> ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var report = new Report();
        foreach (var circuit in await store.ReadAllAsync(cancellationToken))
        {
            if (circuit.IsSettledClosed)
                continue;
            if (await SettleAsync(circuit, now, report, cancellationToken) is not var (settled, isClean))
                continue;
            // A tick that comes late is about a state that is over.
            if (settled.State is CircuitState.Contained or CircuitState.HalfOpen && now >= settled.Since)
                await TryAsync(settled, isClean, now, report, cancellationToken);
        }
        return report.Done();
    }

    /// <returns>The circuit as it is now, and whether it was found carried out, with nothing to be changed; null when somebody else is at work on it.</returns>
    private async Task<(Circuit Circuit, bool IsClean)?> SettleAsync(Circuit circuit, DateTimeOffset now, Report report, CancellationToken cancellationToken)
    {
        if (circuit.Applied)
        {
            var (deviations, unseen) = await carrier.CompareAsync(circuit, cancellationToken);
            report.Outstanding.AddRange(unseen);
            if (deviations.IsEmpty)
                return (circuit, unseen.IsEmpty);
            report.Warnings.AddRange(deviations);
            var cause = new TransitionCause(now, Me, "Somebody changed a trigger that the breaker holds.", deviations);
            if (CircuitMachine.Apply(circuit, CircuitAction.Hold, [], cause) is not CircuitStep.Go hold
                || !await store.TrySaveAsync(hold.Circuit, hold.Transition, cancellationToken))
                return null; // The next round looks again.
            circuit = hold.Circuit;
        }
        var (settled, carried) = await finisher.FinishAsync(circuit, cancellationToken);
        report.Add(carried);
        return (settled, settled.Applied && carried.Changed.IsEmpty);
    }

    private async Task TryAsync(Circuit circuit, bool isClean, DateTimeOffset now, Report report, CancellationToken cancellationToken)
    {
        try
        {
            switch (await trials.StepAsync(circuit, isClean, now, cancellationToken))
            {
                case TrialStep.GoOn goOn:
                    var tried = CircuitMachine.Tried(circuit, goOn.Trial);
                    if (await store.TrySaveAsync(tried, null, cancellationToken)
                        && !(circuit.Trial is { } before && CircuitMachine.LetsThroughTheSame(before, goOn.Trial)))
                        report.Add((await finisher.FinishAsync(tried, cancellationToken)).Carried);
                    break;
                case TrialStep.Verdict verdict:
                    await DecideAsync(circuit, verdict, now, report, cancellationToken);
                    break;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            report.Outstanding.Add(
                $"The experiment on {circuit.Function} could not be taken further ({e.GetType().Name}: {e.Message}); the breaker tries again within a minute.");
        }
    }

    private async Task DecideAsync(Circuit circuit, TrialStep.Verdict verdict, DateTimeOffset now, Report report, CancellationToken cancellationToken)
    {
        var cause = new TransitionCause(now, Me, verdict.Reason, verdict.Evidence)
        {
            IsProof = verdict.Action == CircuitAction.Trip,
            Outside = verdict.Action == CircuitAction.Release ? verdict.Outside : null,
        };
        var found = await recorder.RecordAsync(circuit, verdict.Action, [], cancellationToken);
        switch (CircuitMachine.Apply(circuit, verdict.Action, found.Known, cause))
        {
            case CircuitStep.Go go when await store.TrySaveAsync(go.Circuit, go.Transition, cancellationToken):
                report.Changed.Add($"The circuit of {circuit.Function} is {go.Circuit.State.Word()}: {verdict.Reason}");
                report.Add((await finisher.FinishAsync(go.Circuit, cancellationToken)).Carried);
                break;
            case CircuitStep.Refused refused:
                report.Outstanding.Add(refused.Message);
                break;
        }
    }

    private sealed class Report
    {
        public ImmutableArray<string>.Builder Changed { get; } = ImmutableArray.CreateBuilder<string>();

        public ImmutableArray<string>.Builder Outstanding { get; } = ImmutableArray.CreateBuilder<string>();

        public ImmutableArray<string>.Builder Warnings { get; } = ImmutableArray.CreateBuilder<string>();

        public void Add(CarryResult carried)
        {
            Changed.AddRange(carried.Changed);
            Outstanding.AddRange(carried.Outstanding);
            Warnings.AddRange(carried.Gone);
        }

        public ReconcileReport Done() => new(Changed.ToImmutable(), Outstanding.ToImmutable(), Warnings.ToImmutable());
    }
}
