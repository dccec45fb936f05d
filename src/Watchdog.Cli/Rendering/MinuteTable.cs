using Spectre.Console;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;

namespace Watchdog.Cli.Rendering;

/// <summary>
/// The table that grows while a scenario is played: a row of fixed width for each minute, and under it what happened. It is never redrawn,
/// so it reads the same on a terminal and in a file.
/// </summary>
/// <param name="every">Minutes in which nothing happened have a row only every so many minutes.</param>
internal sealed class MinuteTable(IAnsiConsole console, int every)
{
    public void Header() =>
        console.Line($"{"minute",6} {"visible",10} {"in flight",10} {"invoked",9} {"errors",8} {"throttles",10} {"concurrent",11}", "grey");

    public void Row(PlayedMinute played)
    {
        if (played.Happenings.Count == 0 && played.Minute % every != 0)
            return;
        var a = played.Account;
        console.MarkupLine(
            $"{played.Minute,6} {a.Visible,10} {a.InFlight,10} {a.Invocations,9} {Coloured(a.Errors, 8, "red")} {Coloured(a.Throttles, 10, "yellow")} {a.Concurrency,11}");
        foreach (var (text, style) in played.Happenings.Select(Words))
            console.Line("       " + text, style);
    }

    public static (string Text, string Style) Words(Happening happening) => happening switch
    {
        // Good news is over as soon as it is told.
        Happening.Fired { Incident: { } i } when i.ResolvedAt == i.FiredAt => ($"+ {Name(i)}", "bold green"),
        Happening.Fired f => ($"! {Name(f.Incident)} ({f.Incident.Severity}{Cause(f.Incident)}){Effect(f.Incident)}", "bold red"),
        Happening.Resolved r =>
            ($"+ resolved: {Name(r.Incident)}, after {ReportMinutes.Of((r.Incident.ResolvedAt ?? r.Incident.FiredAt) - r.Incident.FiredAt)} minutes", "green"),
        Happening.Published p => ($"@ {p.Message.Subject}", "blue"),
        Happening.MappingChanged m => ($"# mapping {m.After} (was {m.Before.State})", "yellow"),
        _ => throw new ArgumentOutOfRangeException(nameof(happening), happening, "A happening of a kind that has no words."),
    };

    private static string Name(ObservedIncident incident) => $"{incident.Symptom} {incident.Resource}";

    private static string Cause(ObservedIncident incident) => incident.Cause.Length == 0 ? "" : $", cause: {incident.Cause}";

    private static string Effect(ObservedIncident incident) => incident.EffectOf is { } cause ? $", an effect of {cause}: same incident, no further e-mail" : "";

    private static string Coloured(long count, int width, string colour)
    {
        var text = count.ToString().PadLeft(width);
        return count == 0 ? text : $"[{colour}]{text}[/]";
    }
}
