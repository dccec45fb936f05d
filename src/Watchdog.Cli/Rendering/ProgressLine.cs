using Spectre.Console;

namespace Watchdog.Cli.Rendering;

/// <summary>A line at the bottom of a terminal that says how far a scenario is. Nothing at all where there is no terminal.</summary>
internal static class ProgressLine
{
    /// <param name="work">Gets what to call with each new state of the line.</param>
    public static Task<T> RunAsync<T>(IAnsiConsole console, string begin, Func<Action<string>, Task<T>> work) =>
        console.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? console.Status().Spinner(Spinner.Known.Dots).StartAsync(begin.EscapeMarkup(), context => work(text => context.Status(text.EscapeMarkup())))
            : work(_ => { });
}
