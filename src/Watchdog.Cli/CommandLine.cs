using System.CommandLine;
using Watchdog.Cli.Commands;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli;

/// <summary>The command line from its arguments to its exit code.</summary>
internal static class CommandLine
{
    private const string Description =
        "Watchdog without an AWS account: a simulated account into which the stack from template.yaml is deployed, its functions running as real processes";

    private const string More = """
        Examples:
          watchdog demo
          watchdog simulate slow-processor --json report.json
          watchdog account --port 4566
        """;

    /// <param name="error">Gets one line when something is wrong.</param>
    /// <returns>A value of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliContext context, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand(Description)
        {
            DemoCommand.Create(context),
            SimulateCommand.Create(context),
            AccountCommand.Create(context),
        };
        HelpWithExamples.AddTo(root, More);
        var parsed = root.Parse(args);
        if (Problem(root, parsed) is { } problem)
            return Fail(error, ExitCode.Usage, problem);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = context.Console.Profile.Out.Writer,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    // Signals are the caller's.
                    ProcessTerminationTimeout = null,
                },
                cancellationToken);
        }
        catch (Exception e) when (e is UsageException or ScenarioException)
        {
            return Fail(error, ExitCode.Usage, e.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(error, ExitCode.Failed, "Ended before it was done.");
        }
        // Whatever a simulation may fail of: the person gets one line, not a stack trace.
        catch (Exception e)
        {
            return Fail(error, ExitCode.Failed, $"The simulation failed: {e.Message}");
        }
    }

    private static string? Problem(RootCommand root, ParseResult parsed) =>
        parsed.Errors.Count == 0 ? null
        : parsed.CommandResult.Command == root
            ? $"{(parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not a command" : "No command was given")}; "
                + $"the commands are {string.Join(", ", root.Subcommands.Select(c => c.Name))}, and --help explains them."
        : parsed.Errors[0].Message;

    private static int Fail(TextWriter error, int exitCode, string message)
    {
        error.WriteLine($"watchdog: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
