using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Statistics;
using Watchdog.Core.Text;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Detection;

/// <summary>Puts what the breaker's evidence says of a function that runs away, and that nothing holds yet, into a finding.</summary>
public static class RecursiveLoop
{
    private const int SparklineMinutes = 30;

    /// <param name="decided">The rate that decided: of invocations, or of what arrives.</param>
    /// <param name="decision">What is done about it: <see cref="BreakerDecision.Trip"/>, <see cref="BreakerDecision.Contain"/>, or only this message.</param>
    public static Finding Running(
        LoopEvidence evidence, FunctionSignals signals, SpikeInput decided, BreakerDecision decision, WatchdogStack stack, DateTimeOffset now)
    {
        var function = signals.Function.Name;
        var spike = evidence.Spike as SpikeJudgement.Spike;
        var path = evidence.Loop is { } loop ? $": {loop.Path}" : "";
        return new Finding(
            Symptom.RecursiveLoop,
            signals.Function.Id,
            spike?.Since ?? now,
            decision is BreakerDecision.Trip ? Severity.Critical : Severity.Warning,
            $"{function} {Certainty(decision)} itself{path}. {evidence.Spike.Sentence} {Done(evidence.Loop, decision)}",
            [
                .. spike is null ? ImmutableArray<Evidence>.Empty : [new Evidence("rate", spike.Rate, spike.Unit)],
                .. UsualRate(decided.PerMinute, spike) is { } median ? [new Evidence("usual rate (median)", median, decided.Unit)] : ImmutableArray<Evidence>.Empty,
                .. spike?.Baseline is { } usual ? [new Evidence("busiest minute before", usual, decided.Unit)] : ImmutableArray<Evidence>.Empty,
                .. decided.HourlyMaxima.IsEmpty ? ImmutableArray<Evidence>.Empty : [new Evidence("busiest minute of 14 days", decided.HourlyMaxima.Max(), decided.Unit)],
                new Evidence("stopped by AWS's own loop detection", evidence.RecursiveInvocationsDropped, "invocations"),
            ],
            Cause.Of(signals.Function.Id, Because(evidence)),
            Remedies(decision, stack, function),
            DecidingSeries.Of(decided.Unit, Readable.Counts(decided.PerMinute, decided.PerMinute.LastIndex ?? -1).Tail(SparklineMinutes)))
        {
            Stage = decision switch
            {
                BreakerDecision.Trip => LoopStage.Open,
                BreakerDecision.Contain => LoopStage.Contained,
                _ => null,
            },
        };
    }

    /// <summary>A function that runs away on a loop that is broken, or being tried, at another one.</summary>
    public static Finding Along(LoopEvidence evidence, FunctionSignals signals, string leader, WatchdogStack stack, DateTimeOffset now) => new(
        Symptom.RecursiveLoop,
        signals.Function.Id,
        (evidence.Spike as SpikeJudgement.Spike)?.Since ?? now,
        Severity.Warning,
        $"{signals.Function.Name} runs away with {leader}, which lies on the same loop: {evidence.Loop?.Path}. {evidence.Spike.Sentence} " +
        $"One circuit breaks the loop: that of {leader}. Nothing is held at {signals.Function.Name}.",
        [new Evidence("stopped by AWS's own loop detection", evidence.RecursiveInvocationsDropped, "invocations")],
        Cause.Of(ResourceId.Function(leader), Because(evidence)),
        [.. LoopRemedies.Mend(signals.Function.Name), LoopRemedies.Status(stack, leader)],
        DecidingSeries.Of("invocations/min", signals.Invocations.Tail(SparklineMinutes)));

    // The mode trip opens on suspicion.
    private static string Certainty(BreakerDecision decision) => decision switch
    {
        BreakerDecision.Trip { IsProven: true } => "feeds",
        BreakerDecision.Trip => "very likely feeds",
        _ => "may be feeding",
    };

    /// <summary>All evidence but the spike, which the summary tells: AWS's word, topology, what happened by itself, and experiments.</summary>
    private static string Because(LoopEvidence evidence) => string.Join(' ',
        (evidence.SeenByAws ? [$"AWS itself stopped {Say.Count(evidence.RecursiveInvocationsDropped, "invocation")} of a recursive loop."] : ImmutableArray<string>.Empty)
            .AddRange(evidence.Loop?.Evidence ?? [])
            .Add(evidence.Natural?.Sentence ?? "Whether less arrives when it works less is not known: in the last hour nothing kept it from working.")
            .Add(evidence.Experiments ?? "It was never tried before."));

    private static double? UsualRate(Series rate, SpikeJudgement.Spike? spike)
    {
        var before = spike is null ? 0 : Math.Clamp(Minute.Between(rate.Window.Start, spike.Since), 0, rate.Length);
        return Robust.BaselineOf(rate.Before(before), minimumPoints: 5)?.Median;
    }

    private static string Done(Loop? loop, BreakerDecision decision) => decision switch
    {
        BreakerDecision.Trip => $"Watchdog opens its circuit: {Held(loop)}, and {Waits(loop)} meanwhile.",
        BreakerDecision.Contain =>
            $"Watchdog chokes its trigger for some minutes to see whether less arrives then: {Waits(loop)}, and is only delayed. The next message tells the outcome.",
        _ => $"Watchdog changes nothing: {decision.Reason}",
    };

    private static string Held(Loop? loop)
    {
        var mappings = loop?.OwnMappings.Count() ?? 0;
        if (loop is not null && mappings == 0)
            return "what calls it is held back";
        return loop is null ? "its event source mappings are disabled" : $"{Say.Count(mappings, "event source mapping")} on the loop {(mappings == 1 ? "is" : "are")} disabled";
    }

    private static string Waits(Loop? loop) => loop switch
    {
        { } when !loop.OwnMappings.Any() => "what comes is tried again for up to 6 hours",
        { } when loop.OwnMappings.All(m => m.Source.Id.Kind is ResourceKind.Stream or ResourceKind.Table) => "what comes waits in the stream",
        _ => "what comes waits on the queue",
    };

    private static ImmutableArray<string> Remedies(BreakerDecision decision, WatchdogStack stack, string function) => decision switch
    {
        BreakerDecision.Trip => [.. LoopRemedies.Mend(function), LoopRemedies.Probe(stack, function), LoopRemedies.Reset(stack, function)],
        BreakerDecision.Contain =>
            [LoopRemedies.Wait(stack, function), .. LoopRemedies.Mend(function), LoopRemedies.Trip(stack, function), LoopRemedies.GiveBack(stack, function)],
        _ => [.. LoopRemedies.Mend(function), LoopRemedies.Trip(stack, function)],
    };
}
