using Spectre.Console;

namespace Watchdog.Cli.Rendering;

/// <summary>The console that the commands write to.</summary>
internal static class Terminal
{
    /// <summary>Wide enough for every table; what reads a pipe has no width of its own.</summary>
    private const int PipeWidth = 140;

    /// <summary>Colours and moving parts on a terminal; plain lines for a pipe, a file, or where NO_COLOR asks for them.</summary>
    public static IAnsiConsole Create(TextWriter output, bool plain)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (plain)
            console.Profile.Width = PipeWidth;
        return console;
    }

    public static bool IsPlain =>
        Console.IsOutputRedirected
        || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("TERM") is "dumb";

    /// <summary>A line of text that is not to be read as markup, in a style. Plain lines stay whole, however long they are.</summary>
    public static void Line(this IAnsiConsole console, string text, string style = "")
    {
        if (!console.Profile.Capabilities.Ansi)
            console.Profile.Out.Writer.WriteLine(text);
        else
            console.MarkupLine(style.Length == 0 ? text.EscapeMarkup() : $"[{style}]{text.EscapeMarkup()}[/]");
    }
}
