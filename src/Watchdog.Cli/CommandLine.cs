using System.CommandLine;
using Watchdog.Cli.Commands;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli;

/// <summary>The command line from its arguments to its exit code.</summary>
internal static class CommandLine
{
    private const string Description = """
        Watchdog without an AWS account: a simulated account with the stack from template.yaml deployed into it, its functions running as the
        processes that they are in Lambda.

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
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Fail(error, ExitCode.Usage, parsed.Errors[0].Message);
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

    private static int Fail(TextWriter error, int exitCode, string message)
    {
        error.WriteLine($"watchdog: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
