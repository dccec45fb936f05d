using System.Globalization;
using Spectre.Console;
using Watchdog.Benchmarks.Scoring;
using Watchdog.Cli.Rendering;
using Summary = Watchdog.Benchmarks.Scoring.Summary;

namespace Watchdog.Benchmarks.Rendering;

/// <summary>How Watchdog's figures differ from seed to seed.</summary>
internal static class Spread
{
    public static void Write(IAnsiConsole console, IReadOnlyList<IReadOnlyCollection<ScenarioScore>> runs)
    {
        var summaries = runs.Select(r => Summary.Of(WatchdogScore.Name, r)).ToArray();
        Line("detected", s => s.Detected * 100, "%");
        Line("named rightly", s => s.Named * 100, "%");
        Line("cause right", s => s.CauseRight * 100, "%");
        Line("median delay", s => s.MedianDelay, "min");
        Line("worst delay", s => s.WorstDelay, "min");
        Line("worst after readable", s => s.WorstAfterReadable, "min");
        Line("false alarms per day", s => s.FalseAlarmsPerDay, "");
        Line("messages per trouble", s => s.NotificationsPerTrouble, "");

        void Line(string name, Func<Summary, double?> figure, string unit)
        {
            var values = summaries.Select(figure).OfType<double>().Order().ToArray();
            if (values.Length > 0)
                console.Line(string.Create(
                    CultureInfo.InvariantCulture, $"{name,-22} {values[0]:0.00} to {values[^1]:0.00}, median {values[values.Length / 2]:0.00} {unit}"));
        }
    }
}
