using Watchdog.Core.Breaker;

namespace Watchdog.Core.Detection;

/// <summary>How far a loop's incident has come. People are told at once when it comes to another stage.</summary>
internal static class LoopStage
{
    public const string Contained = "contained";

    public const string Open = "open";

    private const string RunsOn = "runs on";

    /// <summary>
    /// A probe is no stage of its own, but one that showed the loop again is. Null of a circuit that is closed: what is left of it is carried out, and
    /// then the incident ends.
    /// </summary>
    public static string? Of(HeldCircuit held) => held.Circuit.State switch
    {
        CircuitState.Contained => Contained + Told(held),
        CircuitState.Open or CircuitState.HalfOpen => Open + (held.Circuit.FailedProbes > 0 ? $", {held.Circuit.FailedProbes} failed probes" : "") + Told(held),
        _ => null,
    };

    /// <summary>Whether people were told that the function runs on although its circuit is open.</summary>
    public static bool SaysRunsOn(string? stage) => stage?.Contains(RunsOn, StringComparison.Ordinal) == true;

    private static string Told(HeldCircuit held) =>
        (held.Interference is { } hold ? $", changed by somebody at version {hold.CircuitVersion}" : "") + (held.SaysRunsOn ? $", {RunsOn}" : "");
}
