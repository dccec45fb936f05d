namespace Watchdog.Simulator.Scenarios;

/// <summary>One scenario file, checked: every name resolves and every unit fits.</summary>
public sealed class Scenario
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required TimeSpan Duration { get; init; }

    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">For error messages.</param>
    /// <exception cref="ScenarioException">The text is not a valid scenario; the message names file, line and key.</exception>
    public static Scenario Parse(string yaml, string fileName) => throw new NotImplementedException();
}

/// <summary>A scenario that cannot be played. The message begins with <c>file:line: key:</c>.</summary>
public sealed class ScenarioException(string message) : Exception(message);
