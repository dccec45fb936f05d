using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>A function that reads a stream through a mapping.</summary>
/// <param name="Age">
/// How old the last record of a batch was when it was handed over, the highest of each minute, in seconds; null where nothing was handed over, or
/// where it is not known yet. A function that reads several streams has one such metric for all of them.
/// </param>
public sealed record StreamConsumer(EventSourceMapping Mapping, Series Age, FunctionSignals Signals)
{
    public Function Function => Signals.Function;
}

/// <summary>What is known of a stream's recent minutes.</summary>
public sealed record StreamSignals(EventStream Stream, ImmutableArray<StreamConsumer> Consumers)
{
    /// <summary>IteratorAge in seconds.</summary>
    public static Series AgeOf(Series milliseconds) =>
        new(milliseconds.Window, [.. milliseconds.Points.Select(p => p / 1_000)]);

    /// <summary>The consumer that is farthest behind; null when nothing reads the stream.</summary>
    public StreamConsumer? MainConsumer =>
        Consumers.Where(c => !c.Mapping.IsDisabled).OrderByDescending(c => c.Age.Last ?? 0).ThenBy(c => c.Function.Name, StringComparer.Ordinal).FirstOrDefault();
}
