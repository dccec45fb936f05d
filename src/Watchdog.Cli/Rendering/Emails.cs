using Spectre.Console;
using Watchdog.Cli.Reports;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Rendering;

/// <summary>E-mails as their reader would see them.</summary>
internal static class Emails
{
    /// <param name="start">When the simulation began.</param>
    public static void Write(IAnsiConsole console, PublishedMessage message, DateTimeOffset start)
    {
        var when = $"e-mail at minute {ReportMinutes.Of(message.At - start)}";
        if (console.Profile.Capabilities.Ansi)
        {
            console.Write(new Panel(new Rows(new Text(message.Subject ?? "", new Style(decoration: Decoration.Bold)), new Text(""), new Text(message.Email)))
                .Header(when)
                .BorderColor(Color.Blue));
            return;
        }
        // Lines as they are, unwrapped: a command in the body stays one that can be copied.
        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"----- {when}");
        writer.WriteLine($"Subject: {message.Subject}");
        writer.WriteLine();
        writer.WriteLine(message.Email.TrimEnd());
        writer.WriteLine("-----");
    }
}
