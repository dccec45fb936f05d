namespace Watchdog.Cli;

internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>An expectation was not met.</summary>
    public const int Unmet = 1;

    /// <summary>Bad input.</summary>
    public const int Usage = 2;

    /// <summary>The simulation itself failed.</summary>
    public const int Failed = 3;
}
