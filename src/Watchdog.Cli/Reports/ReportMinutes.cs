namespace Watchdog.Cli.Reports;

/// <summary>Times in a report: minutes from the start of the simulation, to one decimal where that says more than the whole minute.</summary>
internal static class ReportMinutes
{
    public static decimal Of(TimeSpan sinceStart) => Trimmed(Math.Round((decimal)sinceStart.Ticks / TimeSpan.TicksPerMinute, 1));

    /// <summary>The same number without the zeros at its end, which a decimal keeps and JSON would show.</summary>
    public static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;
}
