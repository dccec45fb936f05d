using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>Shows circuits and outcomes to people, with what their triggers are like now.</summary>
internal sealed class CircuitViews(TriggerControls controls, ITrials trials)
{
    public async Task<ImmutableArray<CircuitView>> OfAsync(IEnumerable<Circuit> circuits, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<CircuitView>();
        foreach (var circuit in circuits)
        {
            var untouched = circuit.Version == 0;
            views.Add(new CircuitView(
                circuit.Function, circuit.State.Word(), untouched ? null : circuit.Since, untouched ? null : circuit.By,
                untouched ? null : circuit.Reason, circuit.Applied, await MappingsAsync(circuit, cancellationToken))
            {
                Concurrency = await ConcurrencyAsync(circuit, cancellationToken),
                Rules = await RulesAsync(circuit, cancellationToken),
                Trial = circuit.State is CircuitState.Contained or CircuitState.HalfOpen ? TrialSentence.Of(circuit, trials.OutlookOf(circuit)) : null,
                Meanwhile = HeldTriggers.Describe(circuit),
            });
        }
        return views.ToImmutable();
    }

    /// <summary>One answer for all outcomes of a request; ok only when every one was accepted.</summary>
    public async Task<OperatorAnswer> AnswerAsync(string action, ImmutableArray<CircuitOutcome> outcomes, CancellationToken cancellationToken)
    {
        var refused = outcomes.Where(o => !o.IsAccepted).ToList();
        var text = string.Join(" ", outcomes.Select(o => o.Message));
        var answer = refused.Count == 0
            ? OperatorAnswer.Success(action, text + (outcomes.Any(o => !o.Circuit.Applied) ? " It is not seen to be complete yet." : ""))
            : OperatorAnswer.Failure(action, text);
        return answer with
        {
            Circuits = await OfAsync(outcomes.Select(o => o.Circuit), cancellationToken),
            Changed = [.. outcomes.SelectMany(o => o.Carried.Changed)],
            Outstanding = [.. outcomes.SelectMany(o => o.Carried.Outstanding)],
            Warnings = [.. outcomes.SelectMany(o => o.Carried.Gone)],
        };
    }

    private async Task<ImmutableArray<MappingView>> MappingsAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<MappingView>();
        foreach (var recorded in circuit.Recorded.OfType<RecordedMapping>())
        {
            var now = await controls.Mappings.FindAsync(recorded.Uuid, cancellationToken);
            views.Add(new MappingView(
                recorded.Uuid,
                HeldMapping.SourceOf(recorded),
                new MappingSettings(
                    recorded.Enabled ? "Enabled" : "Disabled", recorded.MaximumConcurrency, recorded.Stream?.BatchSize, recorded.Stream?.ParallelizationFactor),
                now is null
                    ? null
                    : new MappingSettings(
                        now.State, now.MaximumConcurrency, now.Stream is null ? null : now.BatchSize, now.Stream?.ParallelizationFactor)));
        }
        return views.ToImmutable();
    }

    private async Task<ImmutableArray<ConcurrencyView>> ConcurrencyAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<ConcurrencyView>();
        foreach (var recorded in circuit.Recorded.OfType<RecordedConcurrency>())
        {
            var now = await controls.Concurrency.FindAsync(recorded.Function, cancellationToken);
            views.Add(new ConcurrencyView(
                recorded.Function, new ConcurrencySettings(recorded.Reserved), now is null ? null : new ConcurrencySettings(now.Reserved)));
        }
        return views.ToImmutable();
    }

    private async Task<ImmutableArray<RuleView>> RulesAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<RuleView>();
        foreach (var recorded in circuit.Recorded.OfType<RecordedRule>())
        {
            var now = await controls.Rules.FindAsync(recorded.Arn, cancellationToken);
            views.Add(new RuleView(recorded.Arn, new RuleSettings(recorded.Enabled), now is null ? null : new RuleSettings(now.IsEnabled)));
        }
        return views.ToImmutable();
    }
}
