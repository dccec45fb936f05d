using System.Text.Json;

namespace Watchdog.Simulator.Runtime;

/// <summary>The errors that Lambda itself reports for a function, in its words.</summary>
internal static class FunctionErrors
{
    /// <summary>A process that ends by signal N has exit code 128 + N.</summary>
    private const int Signals = 128;

    private const int Killed = 9;

    public static Outcome Exited(string requestId, int exitCode) =>
        Outcome("Runtime.ExitError", $"RequestId: {requestId} Error: {ExitText(exitCode)}");

    public static Outcome TimedOut(string requestId, TimeSpan timeout) =>
        Outcome("Sandbox.Timedout", $"RequestId: {requestId} Error: {TimeoutText(timeout)}");

    public static Outcome Outcome(string errorType, string errorMessage) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new { errorType, errorMessage }), IsError: true);

    public static string TimeoutText(TimeSpan timeout) => $"Task timed out after {timeout.TotalSeconds:F2} seconds";

    public static string ExitText(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        Signals + Killed => "Runtime exited with error: signal: killed",
        > Signals and <= Signals + 64 => $"Runtime exited with error: signal: {exitCode - Signals}",
        _ => $"Runtime exited with error: exit status {exitCode}",
    };
}
