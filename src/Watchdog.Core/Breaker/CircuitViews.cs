using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>Shows circuits and outcomes to people, with what their mappings are like now.</summary>
internal sealed class CircuitViews(IMappingControl mappings)
{
    public async Task<ImmutableArray<CircuitView>> OfAsync(IEnumerable<Circuit> circuits, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<CircuitView>();
        foreach (var circuit in circuits)
        {
            var held = ImmutableArray.CreateBuilder<MappingView>();
            foreach (var recorded in circuit.Recorded.OfType<RecordedMapping>())
            {
                var now = await mappings.FindAsync(recorded.Uuid, cancellationToken);
                held.Add(new MappingView(
                    recorded.Uuid,
                    Arn.TryParse(recorded.SourceArn, out var arn) ? arn.Resource : recorded.SourceArn,
                    new MappingSettings(recorded.Enabled ? "Enabled" : "Disabled", recorded.MaximumConcurrency),
                    now is null ? null : new MappingSettings(now.State, now.MaximumConcurrency)));
            }
            var untouched = circuit.Version == 0;
            views.Add(new CircuitView(
                circuit.Function, circuit.State.Word(), untouched ? null : circuit.Since, untouched ? null : circuit.By,
                untouched ? null : circuit.Reason, circuit.Applied, held.ToImmutable()));
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
}
