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
            yield return $"{Triggers(circuit)} being given back as before; Lambda takes up to some minutes for it, and Watchdog looks again every minute.";
            yield break;
        }
        yield return $"{Triggers(circuit)} held{(circuit.Applied ? "" : ", which is still being carried out")}.";
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
            CircuitState.Open when held.RunsOn is not null && !held.Circuit.IsEscalated =>
                [.. LoopRemedies.Mend(function), LoopRemedies.Escalate(stack, function), LoopRemedies.Probe(stack, function), LoopRemedies.Reset(stack, function)],
            CircuitState.Open => [.. LoopRemedies.Mend(function), LoopRemedies.Probe(stack, function), LoopRemedies.Reset(stack, function)],
            _ => [.. LoopRemedies.Mend(function), LoopRemedies.Reset(stack, function)],
        };
    }

    private static string Waits(WaitingSource source)
    {
        var many = source.Messages is { } messages ? $"{Say.Count(messages, "message")} {(messages == 1 ? "waits" : "wait")} on {source.Name}" : $"What comes to {source.Name} {source.Fate}";
        return source.KeptUntil is { } until ? $"{many}; nothing of it is lost until {Say.Time(until)}." : $"{many}.";
    }

    /// <summary>What the circuit changes, with its verb: what was disabled before, or is enough as it is, is not held.</summary>
    private static string Triggers(Circuit circuit)
    {
        var mappings = circuit.Recorded.OfType<RecordedMapping>().Count(m => m.Enabled);
        var rules = circuit.State is CircuitState.Open or CircuitState.Closed ? circuit.Recorded.OfType<RecordedRule>().Count(r => r.Enabled) : 0;
        var concurrency = circuit.Recorded.OfType<RecordedConcurrency>().Where(c => circuit.State is CircuitState.Closed || c.IsHeldBy(circuit)).ToArray();
        var kinds = ImmutableArray.CreateBuilder<string>();
        if (mappings > 0)
            kinds.Add(Say.Count(mappings, "event source mapping"));
        if (rules > 0)
            kinds.Add(Say.Count(rules, "rule"));
        kinds.AddRange(concurrency.Select(c => $"the concurrency of {c.Function}"));
        return kinds.Count == 0 ? "Nothing is" : Capital($"{Say.List(kinds)} {(mappings + rules + concurrency.Length == 1 ? "is" : "are")}");
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
