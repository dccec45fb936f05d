namespace Watchdog.Core;

internal static class OptionRange
{
    /// <exception cref="ArgumentOutOfRangeException">The message names the option and its range.</exception>
    public static void Check(string option, double value, double least, double most)
    {
        if (!(value >= least && value <= most)) // NaN is out of range too
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be from {least} to {most}.");
    }
}
