namespace Watchdog.Core.Detection;

/// <summary>The series of a finding on a function.</summary>
internal static class FindingSeries
{
    /// <summary>How much of hours is drawn.</summary>
    public const int Minutes = 30;
}
