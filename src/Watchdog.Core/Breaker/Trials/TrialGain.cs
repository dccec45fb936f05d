using System.Collections.Immutable;
using System.Globalization;
using Watchdog.Core.Text;

namespace Watchdog.Core.Breaker;

/// <summary>How many messages each message brings back that one trickle lets through, against the pauses before and after it.</summary>
/// <param name="Value">Messages for each message.</param>
/// <param name="Error">Two standard deviations of it, from the scatter of arrivals.</param>
/// <param name="Outside">Messages/min that arrived at the first hop in the pauses.</param>
/// <param name="Taken">Messages/min that the first hop let through.</param>
/// <param name="Trickles">How many trickles it is the mean of.</param>
internal sealed record TrialGain(double Value, double Error, double Outside, double Taken, int Trickles = 1)
{
    public string Sentence =>
        $"With {Say.Number(Taken)} messages/min let through, each brought back {Ratio(Value)} (give or take {Ratio(Error)}): "
        + "1 or more keeps a loop going, outside traffic brings back nothing.";

    /// <returns>One for each trickle so far of which a pause beside it is known too, oldest first.</returns>
    public static ImmutableArray<TrialGain> AllOf(Trial trial, ImmutableArray<ImmutableArray<TrialMinute>> minutes) =>
    [
        .. Enumerable.Range(0, trial.Spans.Length)
            .Where(span => trial.Spans[span].Phase is TrialPhase.Trickle)
            .Select(span => Of(trial, span, minutes))
            .OfType<TrialGain>(),
    ];

    /// <summary>The latest one, and with it those right before it that say the same: more trickles, less noise.</summary>
    /// <param name="least">From this gain on they say that something comes back.</param>
    public static TrialGain Latest(ImmutableArray<TrialGain> gains, double least)
    {
        var latest = gains[^1];
        var alike = gains.Reverse().TakeWhile(gain => gain.Value > least == latest.Value > least).ToArray();
        return latest with
        {
            Value = alike.Average(gain => gain.Value),
            Error = Math.Sqrt(alike.Sum(gain => gain.Error * gain.Error)) / alike.Length,
            Trickles = alike.Length,
        };
    }

    private static TrialGain? Of(Trial trial, int span, ImmutableArray<ImmutableArray<TrialMinute>> minutes)
    {
        var flows = trial.Hops.Zip(minutes, (hop, of) => Flow.Of(hop, span, of)).ToArray();
        if (flows.Any(flow => flow is null))
            return null;
        // A hop whose queue is all but empty hands on at once whatever comes: it is part of the way between those that have a backlog.
        var backed = flows.Where(flow => flow!.IsBacked).ToArray();
        if (backed.Length == 0)
            backed = [flows.MaxBy(flow => flow!.Waiting)];

        var edges = backed.Select((flow, index) => Edge(flow!, backed[(index + 1) % backed.Length]!)).ToArray();
        if (edges.Any(edge => edge is null))
            return null;
        var value = edges.Aggregate(1.0, (product, edge) => product * edge!.Value.Gain);
        var error = Math.Sqrt(edges.Select((edge, index) =>
            edge!.Value.Error * edges.Where((_, other) => other != index).Aggregate(1.0, (product, e) => product * e!.Value.Gain)).Sum(e => e * e));
        return new TrialGain(value, error, flows[0]!.Paused, flows[0]!.Taken);
    }

    private static string Ratio(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>What one hop hands on to another.</summary>
    private static (double Gain, double Error)? Edge(Flow from, Flow to) => from.Taken <= 0
        ? null
        : ((to.Trickled - to.Paused) / from.Taken, Math.Max(to.PausedScatter, TrialNoise.OfDifference(to.Paused, Math.Min(to.Trickled, to.Paused))) / from.Taken);

    /// <param name="Paused">Arrivals/min in the pauses.</param>
    /// <param name="PausedScatter">By how much the pauses' own arrivals differ from their mean.</param>
    /// <param name="Trickled">Arrivals/min with the trickle.</param>
    /// <param name="Taken">What the trickle lets through more than the pauses do. Messages/min.</param>
    /// <param name="Waiting">Least messages that waited at the end of a minute with the trickle, in messages that it holds at a time.</param>
    private sealed record Flow(double Paused, double PausedScatter, double Trickled, double Taken, double Waiting)
    {
        public bool IsBacked => Waiting >= 1.5;

        public static Flow? Of(TrialHop hop, int span, ImmutableArray<TrialMinute> minutes)
        {
            var paused = minutes.Where(m => Math.Abs(m.Span - span) == 1).ToArray();
            var trickled = minutes.Where(m => m.Span == span).ToArray();
            if (paused.Length == 0 || trickled.Length == 0)
                return null;
            var held = hop.TricklePerMinute * hop.Duration / 60;
            var waiting = trickled.Min(m => m.Waiting) / Math.Max(1, held);
            // No more can be under way than is there.
            var busy = Math.Min(1, waiting);
            var idle = trickled.Average(m => m.Taken) * (1 - busy) * hop.SuccessShare;
            return new Flow(
                paused.Average(m => m.Arrivals),
                (paused.Max(m => m.Arrivals) - paused.Min(m => m.Arrivals)) / 2,
                trickled.Average(m => m.Arrivals) - (double.IsInfinity(waiting) ? 0 : idle),
                (trickled.Average(m => m.Taken) * busy) - paused.Average(m => m.Taken),
                waiting);
        }
    }
}
