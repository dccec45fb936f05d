using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Alarms;

/// <summary>A CloudWatch alarm on one metric of one resource, which works whether Watchdog runs or not.</summary>
/// <param name="Name">Unique in account and region; begins with the stack's name, so that the stack's role can be confined to its own alarms.</param>
/// <param name="Resource">What it watches.</param>
/// <param name="Description">What it means and what to do, for whoever sees it in the console; at most 1024 characters.</param>
/// <param name="Query">The metric, its dimensions and the statistic over a period.</param>
/// <param name="Period">Whole minutes.</param>
/// <param name="Threshold">In the metric's own unit; the alarm goes off above it.</param>
/// <param name="Periods">The newest so many periods are looked at ...</param>
/// <param name="Breaching">... of which so many have to be above the threshold. A period without a point is not.</param>
public sealed record ResourceAlarm(
    string Name, ResourceId Resource, string Description, MetricQuery Query, TimeSpan Period, double Threshold, int Periods, int Breaching)
{
    /// <summary>Most characters of a description that CloudWatch takes.</summary>
    public const int LongestDescription = 1024;

    /// <summary>
    /// Of an alarm that was read: somebody gave it something that Watchdog gives none, e.g. another comparison or other actions. It is then
    /// equal to no alarm that is wanted.
    /// </summary>
    public bool IsAltered { get; init; }
}
