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
            circuit.State is CircuitState.Contained or CircuitState.Closed ? Severity.Warning : Severity.Critical,
            string.Join(' ', Summary(held, now)),
            [
                .. held.Waiting.Where(w => w.Messages is not null).Select(w => new Evidence($"waiting: {w.Name}", w.Messages!.Value, "messages")),
                .. held.RunsOn is { } on
                    ? new[] { new Evidence("invocations now", on.PerMinute, "invocations/min"), new Evidence("when the circuit was opened", on.Before, "invocations/min") }
                    : [],
            ],
            Cause.Of(ResourceId.Function(circuit.Function), string.Join(' ', held.Evidence.IsEmpty ? [circuit.Reason] : held.Evidence)),
            Remedies(held, stack),
            Deciding: null)
        {
            Stage = LoopStage.Of(held),
            RepeatAfter = circuit.State is CircuitState.Contained ? null : Reminder,
        };
    }

    /// <summary>A function whose circuit was held and is closed again.</summary>
    /// <param name="evidence">What spoke for closing it, one sentence each; may be empty.</param>
    /// <param name="now">What there is to say of its rate at present; may be empty.</param>
    public static Finding Released(Function function, Circuit circuit, ImmutableArray<string> evidence, string now, WatchdogStack stack) => new(
        Symptom.Recovered,
        function.Id,
        circuit.Since,
        Severity.Info,
        $"The circuit of {function.Name} was closed at {Say.Time(circuit.Since)}, and what triggers it is as it was before: {circuit.Reason}" +
        (circuit.Outside is { } outside && outside.At >= circuit.Since.AddMinutes(-1)
            ? $" Watchdog remembers that {Say.Number(outside.PerMinute)} arrivals/min {(outside.IsUnproven ? "were not found to be its own" : "come from outside")}, and does not " +
              $"try the function again at up to {Say.Number(BreakerPolicy.SameLevel)} times that for {(outside.IsUnproven ? "a day" : "14 days")}."
            : "") +
        (now.Length > 0 ? $" {now}" : ""),
        [],
        Cause.Of(function.Id, evidence.IsEmpty ? circuit.Reason : string.Join(' ', evidence)),
        [LoopRemedies.History(stack, function.Name)],
        Deciding: null);

    private static IEnumerable<string> Summary(HeldCircuit held, DateTimeOffset now)
    {
        var circuit = held.Circuit;
        yield return $"The circuit of {circuit.Function} is {circuit.State.Word()} since {Say.Time(circuit.Since)}, for {Say.Duration(now - circuit.Since)}: {circuit.Reason}";
        if (circuit.State is CircuitState.Closed)
        {
            yield return "What was held is being given back; Lambda may take some minutes for it, and Watchdog looks again every minute.";
            yield break;
        }
        if (held.Path is { } path)
            yield return $"The loop: {path}.";
        if (Mappings(circuit) is { } mappings)
            yield return mappings;
        foreach (var sentence in HeldTriggers.DescribePush(circuit))
            yield return sentence;
        if (circuit.State is CircuitState.Contained)
            yield return "It is held back for some minutes to see whether less arrives then; what comes is only delayed. The next message tells the outcome.";
        if (circuit.State is CircuitState.HalfOpen)
            yield return "A trickle is let through now and then to see whether the loop is gone; Watchdog opens the circuit again or closes it by itself.";
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
        if (circuit.State is CircuitState.Open)
            yield return "What Watchdog holds shows in no drift detection: it stays so until the circuit is reset.";
    }

    private static ImmutableArray<string> Remedies(HeldCircuit held, WatchdogStack stack)
    {
        var function = held.Circuit.Function;
        return held.Circuit.State switch
        {
            CircuitState.Closed => [LoopRemedies.Status(stack, function)],
            CircuitState.Contained => [LoopRemedies.Wait(stack, function), .. LoopRemedies.Mend(function), LoopRemedies.Trip(stack, function), LoopRemedies.GiveBack(stack, function)],
            CircuitState.Open =>
            [
                .. held.RunsOn is not null && !held.Circuit.IsEscalated ? new[] { LoopRemedies.Escalate(stack, function) } : [],
                .. LoopRemedies.Mend(function),
                .. held.Waiting.Where(source => source.Messages > 0).Select(source => LoopRemedies.LookAt(source.Name)),
                LoopRemedies.Probe(stack, function),
                LoopRemedies.Reset(stack, function),
            ],
            _ => [.. LoopRemedies.Mend(function), LoopRemedies.Reset(stack, function)],
        };
    }

    private static string Waits(WaitingSource source)
    {
        var many = source.Messages is { } messages ? $"{Say.Count(messages, "message")} {(messages == 1 ? "waits" : "wait")} on {source.Name}" : $"What comes to {source.Name} waits in it";
        return source.KeptUntil is { } until ? $"{many}; nothing of it is lost until {Say.Time(until)}." : $"{many}.";
    }

    /// <summary>What was disabled before stays so, and is not the breaker's doing. Null: there is nothing else.</summary>
    private static string? Mappings(Circuit circuit)
    {
        var names = circuit.Recorded.OfType<RecordedMapping>().Where(m => m.Enabled).Select(m => $"{HeldMapping.SourceOf(m)} -> {m.Function}").ToArray();
        var (subject, verb) = names.Length == 1 ? ("mapping", "is") : ("mappings", "are");
        var done = circuit.State is CircuitState.Open ? "disabled" : "held back";
        return names.Length == 0 ? null : $"The {subject} {Say.List(names)} {verb} {(circuit.Applied ? "" : "being ")}{done}.";
    }
}
