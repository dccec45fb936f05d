using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>Puts what circuits say into findings: while one is held, and when it was given back.</summary>
public static class HeldLoop
{
    /// <summary>Somebody may have forgotten it, and nothing else will say so; but whoever is at work on it need not be told all day.</summary>
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(24);

    /// <summary>A function whose circuit is not closed: the incident lasts until it is.</summary>
    public static Finding Held(HeldCircuit held, WatchdogStack stack, DateTimeOffset now)
    {
        var circuit = held.Circuit;
        return new Finding(
            Symptom.RecursiveLoop,
            ResourceId.Function(circuit.Function),
            circuit.Since,
            circuit.State is CircuitState.Contained ? Severity.Warning : Severity.Critical,
            string.Join(' ', Summary(held, now)),
            [
                .. held.Waiting.Where(w => w.Messages is not null).Select(w => new Evidence($"waiting: {w.Name}", w.Messages!.Value, "messages")),
                .. held.RunsOn is { } on
                    ? new[] { new Evidence("invocations now", on.PerMinute, "invocations/min"), new Evidence("when the circuit was opened", on.Before, "invocations/min") }
                    : [],
            ],
            Cause.Of(ResourceId.Function(circuit.Function), string.Join(' ', held.Evidence.IsEmpty ? [circuit.Reason] : held.Evidence)),
            [
                .. LoopRemedies.Mend(circuit.Function),
                .. circuit.State is CircuitState.Contained
                    ? new[] { LoopRemedies.Trip(stack, circuit.Function), LoopRemedies.GiveBack(stack, circuit.Function) }
                    : held.RunsOn is null || circuit.IsEscalated
                        ? [LoopRemedies.Reset(stack, circuit.Function)]
                        : [LoopRemedies.Escalate(stack, circuit.Function), LoopRemedies.Reset(stack, circuit.Function)],
            ],
            Deciding: null)
        {
            Stage = LoopStage.Of(held),
            RepeatAfter = circuit.State is CircuitState.Contained ? null : Reminder,
        };
    }

    /// <summary>A function whose circuit was held and is closed again.</summary>
    /// <param name="now">What there is to say of its rate at present; may be empty.</param>
    public static Finding Released(Function function, Circuit circuit, string now, WatchdogStack stack) => new(
        Symptom.Recovered,
        function.Id,
        circuit.Since,
        Severity.Info,
        $"The circuit of {function.Name} is closed since {Say.Time(circuit.Since)}, and what triggers it is as it was before: {circuit.Reason}" +
        (circuit.Outside is { } outside && outside.At >= circuit.Since.AddMinutes(-1)
            ? $" Watchdog remembers that up to {Say.Number(outside.PerMinute)} arrivals/min {(outside.IsUnproven ? "were not found to be its own" : "come from outside")}, " +
              $"and leaves the function alone at that level for {(outside.IsUnproven ? "a day" : "14 days")}."
            : "") +
        (now.Length > 0 ? $" {now}" : ""),
        [],
        Cause.Of(function.Id, circuit.Reason),
        [LoopRemedies.History(stack, function.Name)],
        Deciding: null);

    private static IEnumerable<string> Summary(HeldCircuit held, DateTimeOffset now)
    {
        var circuit = held.Circuit;
        yield return $"The circuit of {circuit.Function} is {circuit.State.Word()} since {Say.Time(circuit.Since)}, for {Say.Duration(now - circuit.Since)}: {circuit.Reason}";
        yield return $"{Triggers(circuit)} held{(circuit.Applied ? "" : ", which is still being carried out")}.";
        if (circuit.State is CircuitState.Contained)
            yield return "Its trigger is choked for some minutes to see whether less arrives then; what comes is only delayed. The next message tells the outcome.";
        foreach (var source in held.Waiting)
            yield return Waits(source);
        if (held.Interference is { } hold)
            yield return $"Somebody else changed what the breaker holds, as seen at {Say.Time(hold.At)}: {string.Join(' ', hold.Evidence.IsEmpty ? [hold.Reason] : hold.Evidence)} " +
                "AWS CloudTrail tells who it was. Whoever wants it otherwise has to reset the circuit first.";
        if (held.RunsOn is { } on)
            yield return $"{circuit.Function} runs on although its circuit is open: {Say.Number(on.PerMinute)} invocations/min, after {Say.Number(on.Before)}/min when it was opened. " +
                (circuit.IsEscalated || held.IsBeingEscalated
                    ? "All else that can invoke it is held too."
                    : "The breaker could not be asked to hold all else that can invoke it; Watchdog tries again within a minute.");
        if (circuit.State is not CircuitState.Contained)
            yield return "A trigger that Watchdog has disabled shows in no drift detection: it stays so until the circuit is reset.";
    }

    private static string Waits(WaitingSource source)
    {
        var many = source.Messages is { } messages ? $"{Say.Count(messages, "message")} {(messages == 1 ? "waits" : "wait")} on {source.Name}" : $"What comes to {source.Name} {source.Fate}";
        return source.KeptUntil is { } until ? $"{many}; nothing of it is lost until {Say.Time(until)}." : $"{many}.";
    }

    private static string Triggers(Circuit circuit)
    {
        var kinds = ImmutableArray.CreateBuilder<string>();
        if (circuit.Recorded.OfType<RecordedMapping>().Count() is > 0 and var mappings)
            kinds.Add(Say.Count(mappings, "event source mapping"));
        if (circuit.Recorded.OfType<RecordedRule>().Count() is > 0 and var rules)
            kinds.Add(Say.Count(rules, "rule"));
        kinds.AddRange(circuit.Recorded.OfType<RecordedConcurrency>().Select(c => $"the concurrency of {c.Function}"));
        return kinds.Count == 0 ? "Nothing is" : $"{Say.List(kinds)} {(circuit.Recorded.Length == 1 ? "is" : "are")}";
    }
}
