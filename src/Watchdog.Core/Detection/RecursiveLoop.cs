using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Detection;

/// <summary>Puts what the breaker's evidence and circuits say into findings.</summary>
public static class RecursiveLoop
{
    /// <summary>A function that runs away while nothing holds it yet.</summary>
    /// <param name="decision">What is done about it: <see cref="BreakerDecision.Trip"/>, or only this message.</param>
    public static Finding Running(LoopEvidence evidence, FunctionSignals signals, BreakerDecision decision, WatchdogStack stack, DateTimeOffset now)
    {
        var function = signals.Function.Name;
        var opens = decision is BreakerDecision.Trip;
        var spike = evidence.Spike as SpikeJudgement.Spike;
        var path = evidence.Loop is { } loop ? $": {loop.Path}" : "";
        return new Finding(
            Symptom.RecursiveLoop,
            signals.Function.Id,
            spike?.Since ?? now,
            opens ? Severity.Critical : Severity.Warning,
            $"{function} {(opens ? "feeds" : "may be feeding")} itself{path}. {evidence.Spike.Sentence} " +
            (opens
                ? $"Watchdog opens its circuit: {HeldMappings(evidence.Loop)} disabled, and messages wait on the queue meanwhile."
                : $"Watchdog changes nothing: {decision.Reason}"),
            [
                .. spike is null ? ImmutableArray<Evidence>.Empty : [new Evidence("invocations", spike.Rate, "invocations/min")],
                .. UsualRate(signals, spike) is { } median ? [new Evidence("usual rate (median)", median, "invocations/min")] : ImmutableArray<Evidence>.Empty,
                .. spike?.Baseline is { } usual ? [new Evidence("busiest minute before", usual, "invocations/min")] : ImmutableArray<Evidence>.Empty,
                new Evidence("stopped by AWS's own loop detection", evidence.RecursiveInvocationsDropped, "invocations"),
            ],
            Cause.Of(signals.Function.Id, string.Join(' ', evidence.Loop?.Evidence ?? [])),
            Remedies(function, opens ? ResetCommand(stack, function) : StopCommand(evidence.Loop, stack, function)),
            DecidingSeries.Of("invocations/min", signals.Invocations.Tail(SparklineMinutes)));
    }

    /// <summary>A function whose circuit is not closed: the incident lasts until somebody resets it.</summary>
    public static Finding Held(Circuit circuit, WatchdogStack stack) => new(
        Symptom.RecursiveLoop,
        ResourceId.Function(circuit.Function),
        circuit.Since,
        Severity.Critical,
        $"The circuit of {circuit.Function} is {circuit.State.Word()} since {Say.Time(circuit.Since)}: {circuit.Reason} " +
        $"{Say.Count(circuit.Recorded.Length, "event source mapping")} held{(circuit.Applied ? "" : ", which is still being carried out")}. " +
        "A mapping that Watchdog has disabled shows in no drift detection: it stays so until the circuit is reset.",
        [],
        Cause.Of(ResourceId.Function(circuit.Function), circuit.Reason),
        Remedies(circuit.Function, ResetCommand(stack, circuit.Function)),
        Deciding: null);

    /// <summary>A function whose circuit was held and is closed again.</summary>
    public static Finding Released(Function function, Circuit circuit, SpikeJudgement spike) => new(
        Symptom.Recovered,
        function.Id,
        circuit.Since,
        Severity.Info,
        $"The circuit of {function.Name} is closed since {Say.Time(circuit.Since)}, and its event source mappings are as they were before: {circuit.Reason} {spike.Sentence}",
        [],
        Cause.Of(function.Id, circuit.Reason),
        [],
        Deciding: null);

    private const int SparklineMinutes = 30;

    private static double? UsualRate(FunctionSignals signals, SpikeJudgement.Spike? spike)
    {
        var before = spike is null ? 0 : Math.Clamp(Minute.Between(signals.Invocations.Window.Start, spike.Since), 0, signals.Invocations.Length);
        return Robust.BaselineOf(signals.Invocations.Before(before), minimumPoints: 5)?.Median;
    }

    private static string HeldMappings(Loop? loop) =>
        loop is null ? "its event source mappings are" : $"{Say.Count(loop.OwnMappings.Count(), "event source mapping")} on the loop {(loop.OwnMappings.Count() == 1 ? "is" : "are")}";

    // What pushes waits for up to six hours while it is refused; with no execution at all it would be given up at once.
    private static string StopCommand(Loop? loop, WatchdogStack stack, string function) =>
        loop is not null && !loop.OwnMappings.Any()
            ? $"Slow it down by hand: with a single execution its events wait, for up to 6 hours: aws lambda put-function-concurrency --function-name {function} --reserved-concurrent-executions 1"
            : $"Open its circuit by hand: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, function)}";

    private static string ResetCommand(WatchdogStack stack, string function) =>
        $"Then give back what was there before: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Reset, function)}";

    private static ImmutableArray<string> Remedies(string function, string command) =>
    [
        $"Let {function} write to another resource than the one that triggers it.",
        "If it must write there, mark what it writes (an attribute, a message attribute, another prefix) and filter it out in the mapping, or return at once when the mark is found.",
        command,
    ];
}
