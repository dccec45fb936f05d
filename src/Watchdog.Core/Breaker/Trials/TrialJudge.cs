using System.Collections.Immutable;
using Watchdog.Core.Text;

namespace Watchdog.Core.Breaker;

/// <summary>
/// Tells self-fed from outside traffic. Let a be the arrivals while a trickle p is let through and b the arrivals while nothing is: with
/// outside traffic alone a = b, with a loop each message brings back its gain, (a - b) / p, which is 1 or more. Round a loop of several
/// functions the gain is the product of what each hands on to the next.
/// </summary>
public static class TrialJudge
{
    /// <summary>A loop of gain 1 keeps itself going; less is measured by chance, or where a trickle came late or was smaller than planned.</summary>
    private const double LoopGain = 0.7;

    /// <summary>The gain that has to be excluded, beyond the noise, before a loop is believed.</summary>
    private const double ExcludedForLoop = 0.4;

    /// <summary>The same where arrivals had fallen to this share of what they were before ...</summary>
    private const double MostlyFallen = 0.2;

    /// <summary>... that a trickle brings back next to nothing.</summary>
    private const double Nothing = 0.3;

    /// <summary>Below this nothing comes back that would keep a loop going ...</summary>
    private const double NoGain = 0.45;

    /// <summary>... where this much is excluded, beyond the noise.</summary>
    private const double ExcludedForNone = 0.75;

    /// <summary>So much of what arrived before, and it goes on without the function: nothing can be missing that it feeds itself.</summary>
    private const double AllOfIt = 0.8;

    /// <summary>So much of it is outside traffic where the noise hides the gain.</summary>
    private const double MostOfIt = 0.6;

    /// <summary>So short runs follow each other closely; between longer ones Lambda backs off from a function that it is refused. Seconds.</summary>
    private const double ShortRun = 0.5;

    /// <summary>An execution that works for less than this share of its time is not kept busy.</summary>
    private const double IdleShare = 0.7;

    /// <summary>So little of it is left: a crowd that has gone.</summary>
    private const double NextToNothing = 0.1;

    /// <param name="minutes">Of each hop, as <c>TrialReader</c> reads them.</param>
    public static TrialOpinion Judge(Trial trial, ImmutableArray<ImmutableArray<TrialMinute>> minutes)
    {
        var own = trial.Hops[0];
        var settled = minutes.Select(hop => hop.Where(m => m.IsSettled).ToImmutableArray()).ToImmutableArray();
        var paused = settled[0].Where(m => m.Phase is TrialPhase.Pause).ToArray();
        if (paused.Length == 0)
            return new TrialOpinion(TrialOpinionKind.Undecided, []);

        var outside = paused.Average(m => m.Certain);
        // What arrived before is no measure while it is not known, and none for a probe.
        var share = trial.IsProbe || !trial.IsBeforeKnown ? (double?)null : own.ArrivalsBefore > 0 ? outside / own.ArrivalsBefore : 1;
        ImmutableArray<string> evidence =
        [
            $"While nothing was let through, {Say.Number(outside)} messages/min arrived at the trigger of {own.Function}"
            + (share is null ? "." : $"; before it were {Say.Number(own.ArrivalsBefore)}/min."),
        ];
        if (share >= AllOfIt)
            return new TrialOpinion(TrialOpinionKind.Outside, evidence);
        if (HasDriedUp(trial, settled, share))
            return new TrialOpinion(TrialOpinionKind.Ended, evidence.Add("Nothing is left that could go round."));

        var gains = TrialGain.AllOf(trial, settled);
        if (gains.IsEmpty)
            return new TrialOpinion(TrialOpinionKind.Undecided, evidence);
        var gain = TrialGain.Latest(gains, NoGain);
        evidence = evidence.Add(gain.Sentence);
        // That nearly all fell away at once when the function was held speaks for a loop too: the trickle has less to exclude then.
        var excluded = share <= MostlyFallen ? Nothing : ExcludedForLoop;
        var isLoop = gain.Value >= LoopGain && gain.Value - gain.Error >= excluded;
        if (isLoop && (trial.IsProbe || (IsOfAKind(trial, gain) && (gain.Trickles > 1 || HasFallen(trial, minutes[0], share, gain)))))
            return new TrialOpinion(TrialOpinionKind.SelfFed, evidence);
        // Less than nothing cannot come back: then what comes from outside has changed meanwhile.
        var isNone = Math.Abs(gain.Value) <= NoGain && gain.Value + gain.Error <= ExcludedForNone;
        if (share >= MostOfIt && (isNone || gain.Error > ExcludedForNone - ExcludedForLoop))
            return new TrialOpinion(TrialOpinionKind.Outside, evidence);
        return new TrialOpinion(isNone ? TrialOpinionKind.Ended : TrialOpinionKind.Undecided, evidence);
    }

    /// <summary>
    /// What goes round a loop waits at its triggers while it is paused, at least as much as was under way before. Nothing there: nothing goes
    /// round. Where one execution is let through all the while, a loop would keep that one busy.
    /// </summary>
    private static bool HasDriedUp(Trial trial, ImmutableArray<ImmutableArray<TrialMinute>> minutes, double? share)
    {
        if (!trial.IsProbe && !(share <= NextToNothing))
            return false;
        if (trial.Hops is [{ Gauge: TrialGauge.AsyncEvents, Duration: <= ShortRun } pushed])
            return minutes[0].Where(m => m.Phase is TrialPhase.Pause).Average(m => m.Taken) < IdleShare * 60 / pushed.Duration;
        if (trial.Hops.Any(hop => hop.Gauge is not TrialGauge.QueueDepth))
            return false;
        var waiting = minutes.Sum(hop => hop.Last(m => m.Phase is TrialPhase.Pause).Waiting);
        var underWay = trial.IsProbe ? 1 : trial.Hops.Max(hop => hop.ProcessedBefore * hop.Duration / 60) / 2;
        return waiting < Math.Max(1, underWay);
    }

    /// <summary>
    /// A burst that happens to come with the trickle looks like a loop of some great gain. A loop of such a gain was seen before the trial: far
    /// more arrived than was worked off.
    /// </summary>
    private static bool IsOfAKind(Trial trial, TrialGain gain)
    {
        var own = trial.Hops[0];
        // Round several functions, what arrives at one is not what it brought back.
        return trial.Hops.Length > 1
            || gain.Value <= (3 * Math.Max(1, own.ProcessedBefore > 0 ? own.ArrivalsBefore / own.ProcessedBefore : 1)) + 2;
    }

    /// <summary>
    /// Whether arrivals fell at once when the circuit was contained, as those of a loop do: then one trickle is enough, otherwise it takes two
    /// to see that a crowd has not ended by chance. And a queue must not have been drained meanwhile: where the later trickle did not really
    /// run, a crowd that has gone would look like a loop of gain 1.
    /// </summary>
    private static bool HasFallen(Trial trial, ImmutableArray<TrialMinute> minutes, double? share, TrialGain gain)
    {
        var own = trial.Hops[0];
        var first = minutes.Where(m => m.Span == 0 && !m.IsSettled).ToArray();
        if (first.Length == 0)
            return true;
        var net = first.Average(m => m.Certain);
        if (!trial.IsBeforeKnown || (net >= AllOfIt * own.ArrivalsBefore && !(share <= MostlyFallen)))
            return false;
        return trial.Hops.Length > 1
            || trial.Spans[0].Phase is TrialPhase.Pause
            || net >= minutes.Where(m => m.IsSettled && m.Phase is TrialPhase.Pause).Average(m => m.Certain) - ((gain.Error + 0.2) * gain.Taken);
    }
}
