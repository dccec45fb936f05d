namespace Watchdog.Core.Detection;

/// <summary>How a function's invocations go wrong.</summary>
public enum TroubleKind
{
    /// <summary>Nearly all last until the function's timeout ends them.</summary>
    TimesOut,

    /// <summary>Many end in an error.</summary>
    Fails,

    /// <summary>They succeed, and take much longer than they used to.</summary>
    Slow,
}

/// <summary>What a function's own series show to be wrong. Why it is wrong is another question.</summary>
/// <param name="Since">The first minute of the trouble, by the start of the invocations.</param>
/// <param name="LastSuccess">The newest minute before it with an invocation that succeeded; null when the window shows none.</param>
/// <param name="Invocations">In the minutes that were judged. So are Errors.</param>
/// <param name="Duration">Median of the newest minutes, in milliseconds; null when not known.</param>
/// <param name="UsualDuration">Median of the minutes before the trouble, in milliseconds; null when there are too few.</param>
/// <param name="IsSlowToo">Whether the duration has stepped up: with errors, a sign that something is waited for.</param>
/// <param name="SomeTimeOut">Whether the longest invocations last until the timeout.</param>
public sealed record FunctionTrouble(
    TroubleKind Kind,
    DateTimeOffset Since,
    DateTimeOffset? LastSuccess,
    double Invocations,
    double Errors,
    double? Duration,
    double? UsualDuration,
    bool IsSlowToo,
    bool SomeTimeOut)
{
    /// <summary>Share of the invocations that fail, 0 to 1.</summary>
    public double ErrorRatio => Invocations == 0 ? 0 : Math.Min(1, Errors / Invocations);

    /// <summary>Whether it worked before. Without it nothing is known to have begun.</summary>
    public bool WorkedBefore => LastSuccess is not null;
}

/// <summary>What the series of one function say.</summary>
/// <param name="Trouble">Null when there is none, or when nothing can be said.</param>
/// <param name="IsKnown">False: too few invocations to say anything, which is not healthy.</param>
/// <param name="Because">In a few words, where there is no trouble.</param>
public sealed record Diagnosis(FunctionTrouble? Trouble, bool IsKnown, string Because)
{
    public static Diagnosis Of(FunctionTrouble trouble) => new(trouble, true, "");

    public static Diagnosis Healthy(string because) => new(null, true, because);

    public static Diagnosis Unknown(string because) => new(null, false, because);
}
