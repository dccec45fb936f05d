using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>Reads what triggers are like before the breaker changes them.</summary>
internal sealed class TriggerRecorder(TriggerControls controls)
{
    /// <summary>Of the named triggers those that the circuit has not on record yet; of an opening one the rules, too, that are no one else's.</summary>
    public async Task<RecordedTriggers> RecordAsync(
        Circuit circuit, CircuitAction action, ImmutableArray<TriggerName> names, CancellationToken cancellationToken)
    {
        var known = ImmutableArray.CreateBuilder<RecordedTrigger>();
        foreach (var name in names)
        {
            switch (name)
            {
                case TriggerName.Mapping mapping when !IsKnown(mapping.Uuid):
                    var (recorded, unsettled) = await RecordAsync(mapping, cancellationToken);
                    if (unsettled is not null)
                        return new RecordedTriggers([], unsettled);
                    if (recorded is not null)
                        known.Add(recorded);
                    break;
                case TriggerName.Push push:
                    if (await controls.Concurrency.FindAsync(push.Function, cancellationToken) is { } now)
                        Add(new RecordedConcurrency(push.Function, now.Reserved, StopsWhenOpen: now.HasFailureDestination || push.IsToStop)
                        {
                            HasFailureDestination = now.HasFailureDestination,
                            Callers = push.Callers,
                        });
                    break;
            }
        }
        if (action == CircuitAction.Trip)
            foreach (var arn in CallersOf(circuit, [.. known]))
                if (!IsKnown(arn) && await FindOwnRuleAsync(circuit.Function, arn, cancellationToken) is { } rule)
                    Add(rule);
        return new RecordedTriggers(known.ToImmutable(), null);

        bool IsKnown(string id) => circuit.Recorded.Concat(known).Any(r => r.Id == id);

        void Add(RecordedTrigger recorded)
        {
            if (!IsKnown(recorded.Id))
                known.Add(recorded);
        }
    }

    private async Task<(RecordedMapping? Recorded, string? Unsettled)> RecordAsync(TriggerName.Mapping name, CancellationToken cancellationToken)
    {
        var mapping = await controls.Mappings.FindAsync(name.Uuid, cancellationToken);
        if (mapping is null or { State: "Deleting" })
            return (null, null);
        // While Lambda is Updating or Creating it, nobody can tell whether it will be enabled, and Lambda refuses any change meanwhile:
        // waiting loses nothing, and a guess could be restored one day.
        if (mapping is { IsChanging: true, State: not ("Enabling" or "Disabling") })
            return (null,
                $"Mapping {name.Uuid} is {mapping.State}: what it was before cannot be recorded, and Lambda refuses a change meanwhile. "
                + "Nothing was changed; ask again in a minute.");
        return (
            new RecordedMapping(
                name.Uuid, mapping.SourceArn, mapping.FunctionName, mapping.State is "Enabled" or "Enabling", mapping.MaximumConcurrency, mapping.IsProvisioned,
                mapping.Stream is { } stream ? new RecordedReading(mapping.BatchSize, stream.ParallelizationFactor) : null),
            null);
    }

    private static IEnumerable<string> CallersOf(Circuit circuit, ImmutableArray<RecordedTrigger> found) => circuit.Recorded.Concat(found)
        .OfType<RecordedConcurrency>()
        .Where(concurrency => concurrency.Function == circuit.Function)
        .SelectMany(concurrency => concurrency.Callers)
        .Where(arn => Arn.TryParse(arn, out var parsed) && parsed.Service == "events")
        .Distinct();

    /// <returns>Null where the rule calls others too, or EventBridge does not answer: reserved concurrency holds the function, then.</returns>
    private async Task<RecordedRule?> FindOwnRuleAsync(string function, string arn, CancellationToken cancellationToken)
    {
        try
        {
            return await controls.Rules.FindAsync(arn, cancellationToken) is { TargetArns.IsEmpty: false } rule
                && rule.TargetArns.All(target => FunctionOf(target) == function)
                ? new RecordedRule(arn, function, rule.IsEnabled)
                : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }

    private static string? FunctionOf(string target) =>
        Arn.TryParse(target, out var arn) && arn.Service == "lambda" && arn.Resource.Split(':') is ["function", var name, ..] ? name : null;
}

/// <param name="Known">What was read.</param>
/// <param name="Unsettled">Why nothing can be recorded at this moment; null: nothing is in the way.</param>
internal sealed record RecordedTriggers(ImmutableArray<RecordedTrigger> Known, string? Unsettled);
