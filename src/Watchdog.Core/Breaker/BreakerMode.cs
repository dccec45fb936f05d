namespace Watchdog.Core.Breaker;

/// <summary>How far the breaker may go: the stack's parameter BreakerMode, or of one function its tag <c>watchdog:breaker</c>.</summary>
public enum BreakerMode
{
    /// <summary>Looks away.</summary>
    Off,

    /// <summary>Tells, and touches nothing.</summary>
    Alert,

    /// <summary>Opens a circuit on proof; without proof it chokes the trigger and looks what happens.</summary>
    Confirm,

    /// <summary>Opens a circuit at once on a spike of a function that lies on a loop.</summary>
    Trip,
}

public static class BreakerModes
{
    /// <summary>The tag by which a function's owner overrides the stack's mode.</summary>
    public const string Tag = "watchdog:breaker";

    public const string Accepted = "off, alert, confirm or trip";

    /// <returns>Null when the text is none of the accepted words; capitals do not matter.</returns>
    public static BreakerMode? Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "off" => BreakerMode.Off,
        "alert" => BreakerMode.Alert,
        "confirm" => BreakerMode.Confirm,
        "trip" => BreakerMode.Trip,
        _ => null,
    };
}
