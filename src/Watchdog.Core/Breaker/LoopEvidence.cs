using System.Collections.Immutable;
using System.Globalization;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>What speaks for a loop through a function at one tick.</summary>
/// <param name="RecursiveInvocationsDropped">Evidence 1: invocations that AWS's own loop detection stopped in the last minutes.</param>
/// <param name="Spike">Evidence 2: the rate against what was usual.</param>
/// <param name="Loop">Evidence 3: the loop through the function in the topology; null when there is none, or it was not looked for.</param>
public sealed record LoopEvidence(string Function, double RecursiveInvocationsDropped, SpikeJudgement Spike, Loop? Loop)
{
    /// <summary>Evidence 4: what arrivals did when the function could not work; null when it always could, or nothing could be seen.</summary>
    public NaturalExperiment? Natural { get; init; }

    /// <summary>What arrives at the function in the minute that decides, per minute; invocations where arrivals are not known; null when neither is.</summary>
    public double? Rate { get; init; }

    /// <summary>Evidence 5: what experiments have shown of the function before; null when there was none.</summary>
    public string? Experiments { get; init; }

    public bool SeenByAws => RecursiveInvocationsDropped > 0;

    /// <summary>Whether the spike is enough only to try the function; what AWS itself saw makes it enough for all.</summary>
    public bool IsWeak => Spike is SpikeJudgement.Spike { IsWeak: true } && !SeenByAws;

    public bool IsSpike => Spike is SpikeJudgement.Spike;

    /// <summary>A loop of which some mapping is disabled lets nothing go round.</summary>
    public bool HasLiveLoop => Loop is { IsLive: true };

    /// <summary>
    /// Whether a loop may be told of on the ground of spike and topology alone: each function on the way names in its environment what it would
    /// write to. What only a broad role allows is no more than a step of ordinary traffic until an experiment has shown otherwise.
    /// </summary>
    public bool HasNamedLoop => Loop is { IsNamed: true };

    /// <summary>All of it for a person, one sentence each.</summary>
    public ImmutableArray<string> Sentences
    {
        get
        {
            var sentences = ImmutableArray.CreateBuilder<string>();
            if (SeenByAws)
                sentences.Add(
                    $"AWS itself saw a loop: RecursiveInvocationsDropped is {RecursiveInvocationsDropped.ToString("#,0", CultureInfo.InvariantCulture)}.");
            sentences.Add(Spike.Sentence);
            if (Loop is not null)
            {
                sentences.Add(Loop.IsLive
                    ? $"What it writes can come back to it: {Loop.Path}."
                    : $"What it writes could come back to it ({Loop.Path}), but a mapping on the way is disabled.");
                sentences.AddRange(Loop.Evidence);
            }
            if (Natural is not null)
                sentences.Add(Natural.Sentence);
            if (Experiments is not null)
                sentences.Add(Experiments);
            return sentences.ToImmutable();
        }
    }
}
