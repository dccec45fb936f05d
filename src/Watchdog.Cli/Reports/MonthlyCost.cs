using Watchdog.Core.Costs;
using Watchdog.Simulator;

namespace Watchdog.Cli.Reports;

/// <summary>What a simulation's API calls would cost in a month.</summary>
internal static class MonthlyCost
{
    private const decimal MinutesPerMonth = 30 * 24 * 60;

    /// <summary>The calls of a simulation at list price and extrapolated, in USD per month of 30 days, to the cent.</summary>
    public static decimal Of(IEnumerable<KeyValuePair<string, ApiUsage>> usage, TimeSpan simulated) =>
        simulated <= TimeSpan.Zero
            ? 0
            : Math.Round(
                usage.Sum(u => ListPrices.Of(u.Key, u.Value.Calls, u.Value.Metrics)) * MinutesPerMonth * TimeSpan.TicksPerMinute / simulated.Ticks, 2);
}
