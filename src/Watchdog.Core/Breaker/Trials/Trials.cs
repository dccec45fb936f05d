using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Leads a trial from tick to tick: measure, judge, and if that does not suffice turn to the other phase.</summary>
public sealed class Trials(IMetricSource metrics, IQueueDepthSource depths) : ITrials
{
    /// <summary>Traffic that could not be told in so many minutes is given back: to hold somebody's traffic needs proof.</summary>
    private const int MostMinutes = 10;

    /// <summary>The same where arrivals are known from CloudWatch, two minutes late.</summary>
    private const int MostMinutesDelayed = 16;

    private readonly TrialPlanner _planner = new(metrics, depths);
    private readonly TrialReader _reader = new(metrics);

    public async Task<Trial?> PlanAsync(Loop? loop, Inventory inventory, Circuit circuit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (loop is null)
            return null;
        var isProbe = circuit.State is CircuitState.Open;
        try
        {
            return await _planner.PlanAsync(loop, inventory, isProbe ? circuit.ProvenAt ?? circuit.Since : now, isProbe, now, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // To choke a runaway function matters more than to know by how much.
            return null;
        }
    }

    public async Task<TrialStep> StepAsync(Circuit circuit, bool isClean, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tick = Minute.Floor(now);
        if (circuit.Trial is not { } trial)
            return tick >= circuit.Since.AddMinutes(MostMinutes) ? GiveUp(circuit, "it could not be planned", [], null) : new TrialStep.Wait();
        if (trial.Samples[^1].At >= tick)
            return new TrialStep.Wait();
        try
        {
            return await LookAsync(circuit, trial, isClean, tick, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException && tick >= EndOf(trial))
        {
            // Until then the next tick may be luckier; a queue that has gone must not keep the function held for ever.
            return GiveUp(circuit, $"what it is measured by does not answer ({e.Message.TrimEnd('.')})", [], null);
        }
    }

    private async Task<TrialStep> LookAsync(Circuit circuit, Trial trial, bool isClean, DateTimeOffset tick, CancellationToken cancellationToken)
    {
        var isProbe = circuit.State is CircuitState.HalfOpen;
        if (!isProbe)
            trial = await _planner.RefreshAsync(trial, tick, cancellationToken);
        trial = await SampleAsync(trial, isClean, tick, cancellationToken);
        var opinion = TrialJudge.Judge(trial, await _reader.ReadAsync(trial, tick, cancellationToken));
        return opinion.Kind switch
        {
            TrialOpinionKind.SelfFed => new TrialStep.Verdict(
                CircuitAction.Trip, $"What {circuit.Function} lets through comes back: it feeds itself.", opinion.Evidence, null),
            TrialOpinionKind.Outside => new TrialStep.Verdict(
                CircuitAction.Release, $"The traffic of {circuit.Function} comes from outside: it arrives whether the function runs or not.", opinion.Evidence,
                LevelOf(circuit, trial, tick, isUnproven: false)),
            TrialOpinionKind.Ended => new TrialStep.Verdict(
                CircuitAction.Release,
                isProbe ? $"What {circuit.Function} lets through does not come back: the loop is gone." : $"What came to {circuit.Function} has ended by itself.",
                opinion.Evidence, LevelOf(circuit, trial, tick, isUnproven: true)),
            _ when tick >= EndOf(trial) => GiveUp(
                circuit, "arrivals scatter too much", opinion.Evidence, LevelOf(circuit, trial, tick, isUnproven: true)),
            _ => new TrialStep.GoOn(Turned(trial, tick)),
        };
    }

    public TrialOutlook OutlookOf(Circuit circuit)
    {
        if (circuit.Trial is not { } trial)
            return new TrialOutlook(circuit.Since.AddMinutes(MostMinutes), null);
        var decidedBy = EndOf(trial);
        if (trial.IsDelayed)
            return new TrialOutlook(decidedBy, null);
        var opinion = TrialJudge.Judge(trial, TrialReader.FromSamples(trial));
        return new TrialOutlook(decidedBy, opinion.Kind is TrialOpinionKind.SelfFed ? string.Join(' ', opinion.Evidence) : null);
    }

    private async Task<Trial> SampleAsync(Trial trial, bool isClean, DateTimeOffset tick, CancellationToken cancellationToken)
    {
        var waiting = await TrialDepths.ReadAsync(depths, trial.Hops, cancellationToken);
        ImmutableArray<double> trickled = [.. trial.Hops.Select(hop => trial.Phase is TrialPhase.Trickle ? hop.TricklePerMinute : 0)];
        return trial with { Samples = trial.Samples.Add(new TrialSample(tick, isClean, waiting, trickled)) };
    }

    private static Trial Turned(Trial trial, DateTimeOffset tick)
    {
        var span = trial.Spans[^1];
        var hasSettled = !trial.HasQueues || trial.Samples[^1].IsClean;
        var least = trial.PhaseMinutes + (trial.IsDelayed && trial.Spans.Length == 1 && span.Phase is TrialPhase.Pause ? 1 : 0);
        if (tick < span.From.AddMinutes(least) || !hasSettled || IsBeingRead(trial, tick))
            return trial;
        var next = span.Phase is TrialPhase.Pause ? TrialPhase.Trickle : TrialPhase.Pause;
        return (next is TrialPhase.Trickle ? Enlarged(trial) : trial) with { Spans = trial.Spans.Add(new TrialSpan(next, tick)) };
    }

    /// <summary>Whether what would decide has happened, and CloudWatch has still to publish it.</summary>
    private static bool IsBeingRead(Trial trial, DateTimeOffset tick) =>
        trial.IsDelayed
        && trial.Spans.Length > 1
        && trial.Phase is TrialPhase.Pause
        && tick < trial.Spans[^1].From.AddMinutes(trial.PhaseMinutes + TrialMetrics.MinutesToRead);

    /// <summary>The pause has shown how much arrives from outside: the trickle is made to stand out against it.</summary>
    private static Trial Enlarged(Trial trial)
    {
        var (before, after) = (trial.Samples[^2], trial.Samples[^1]);
        return trial with
        {
            Hops =
            [
                .. trial.Hops.Select((hop, index) => hop.Gauge is TrialGauge.QueueDepth && hop.IsCapped
                    ? hop with { Trickle = TrickleFor(hop, OutsideAt((index + 1) % trial.Hops.Length)) }
                    : hop),
            ],
        };

        // What a hop brings back arrives at the next one: there it has to stand out.
        double OutsideAt(int hop) => trial.Hops[hop].Gauge is TrialGauge.QueueDepth
            ? Math.Max(trial.Hops[hop].UsualArrivals, (after.Depths[hop] - before.Depths[hop]) / (after.At - before.At).TotalMinutes)
            : trial.Hops[hop].UsualArrivals;
    }

    private static int TrickleFor(TrialHop hop, double outside)
    {
        var needed = TrialNoise.Telling(outside) / hop.BatchSize * hop.Duration / 60;
        return (int)Math.Clamp(Math.Ceiling(needed), MappingTarget.Trickle, Math.Max(MappingTarget.Trickle, hop.InUse / 2));
    }

    private static DateTimeOffset EndOf(Trial trial) =>
        trial.Spans[0].From.AddMinutes((trial.IsDelayed ? MostMinutesDelayed : MostMinutes) * trial.PhaseMinutes);

    private static TrialStep.Verdict GiveUp(Circuit circuit, string why, ImmutableArray<string> evidence, OutsideLevel? level) => new(
        CircuitAction.Release,
        $"Whether {circuit.Function} feeds itself could not be told: {why}. Without proof it is not held any longer; if you know better, trip it by hand.",
        evidence, level);

    /// <summary>What is remembered with a release, so that the same traffic is not held again and again. A higher level stands, while it holds.</summary>
    private static OutsideLevel? LevelOf(Circuit circuit, Trial trial, DateTimeOffset tick, bool isUnproven)
    {
        if (circuit.State is CircuitState.HalfOpen)
            return null;
        var level = new OutsideLevel(trial.Hops[0].ArrivalsBefore, tick) { IsUnproven = isUnproven };
        return circuit.Outside is { } known && known.HoldsAt(tick) && known.PerMinute > level.PerMinute ? null : level;
    }
}
