using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Expectations;

/// <summary>Expectations in words, as the report names them: <c>Throttled process-work from 2m within 4m</c>.</summary>
internal static class ExpectationText
{
    public static string Of(Expectation expectation) => expectation switch
    {
        Expectation.Incident i => $"{i.Symptom} {i.Resource} from {Duration(i.From)}{Part("to", i.To)}{Part("within", i.Within)}"
            + (i.Cause is { } cause ? $" cause {cause}" : ""),
        Expectation.Action a => $"{a.Name} {a.Function} from {Duration(a.From)}{Part("within", a.Within)}",
        Expectation.Never n => $"never {n.What}",
        Expectation.OnlyExpected => "only expected incidents",
        _ => throw new ArgumentOutOfRangeException(nameof(expectation), expectation, "An expectation of a kind that has no text."),
    };

    /// <summary>As scenario files write it, in whole minutes where it can be.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{duration.TotalMinutes:0}m" : $"{duration.TotalSeconds:0.###}s";

    private static string Part(string word, TimeSpan? duration) => duration is { } d ? $" {word} {Duration(d)}" : "";
}
