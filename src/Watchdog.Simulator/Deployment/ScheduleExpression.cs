using System.Text.RegularExpressions;

namespace Watchdog.Simulator.Deployment;

/// <summary>EventBridge's rate expressions: rate(1 minute), rate(15 minutes), also hours and days. Cron expressions are not supported.</summary>
internal static partial class ScheduleExpression
{
    /// <returns>Minutes between two events; null when it is no rate expression.</returns>
    public static int? Minutes(string expression)
    {
        if (Rate().Match(expression) is not { Success: true } match || !int.TryParse(match.Groups["value"].Value, out var value) || value < 1)
            return null;
        // EventBridge insists on the grammar: 1 minute, but 2 minutes.
        if (value == 1 == (match.Groups["plural"].Length > 0))
            return null;
        return value * match.Groups["unit"].Value switch
        {
            "minute" => 1,
            "hour" => 60,
            _ => 24 * 60,
        };
    }

    [GeneratedRegex(@"^rate\((?<value>[0-9]{1,6}) (?<unit>minute|hour|day)(?<plural>s?)\)$")]
    private static partial Regex Rate();
}
