using Watchdog.Core.Detection;

namespace Watchdog.Core.Incidents;

/// <summary>
/// How often a symptom must be found before anybody is told, how often not before it counts as over, and how long it lasts before it is told
/// again.
/// </summary>
/// <param name="Hits">Found in this many ...</param>
/// <param name="OutOf">... of the newest so many ticks with data; at most 32.</param>
/// <param name="CleanTicks">Not found in so many ticks running.</param>
/// <param name="RepeatAfter">Since it was last told.</param>
public sealed record ConfirmationPolicy(int Hits, int OutOf, int CleanTicks, TimeSpan RepeatAfter)
{
    /// <summary>How soon trouble that lasts is told again, where the stack's parameters do not say otherwise.</summary>
    public static readonly TimeSpan RepeatTrouble = TimeSpan.FromHours(4);

    /// <summary>A fault that waits for somebody to find time, not for somebody to get up.</summary>
    private static readonly TimeSpan Fault = TimeSpan.FromDays(7);

    /// <summary>
    /// Detectors that compare several minutes before they speak are confirmed by one tick; what is judged from a trend, or by one sweep, is
    /// wanted twice. The configuration is read every quarter of an hour: one look confirms, one ends.
    /// </summary>
    /// <param name="repeatTrouble">How soon trouble that lasts is told again.</param>
    public static ConfirmationPolicy For(Symptom symptom, TimeSpan repeatTrouble) => symptom switch
    {
        Symptom.Backpressure => new(Hits: 2, OutOf: 3, CleanTicks: 3, repeatTrouble),
        Symptom.UnintendedVersion or Symptom.Misconfiguration => new(Hits: 1, OutOf: 1, CleanTicks: 1, Fault),
        _ => new(Hits: 1, OutOf: 1, CleanTicks: 3, repeatTrouble),
    };

    public bool IsConfirmed(uint ticks) => uint.PopCount(ticks & Mask(OutOf)) >= Hits;

    /// <summary>Whether an incident that is not confirmed can be forgotten.</summary>
    public bool IsForgotten(uint ticks) => (ticks & Mask(OutOf)) == 0;

    public bool IsOver(uint ticks, int tickCount) => tickCount >= CleanTicks && (ticks & Mask(CleanTicks)) == 0;

    private static uint Mask(int ticks) => ticks >= 32 ? uint.MaxValue : (1u << ticks) - 1;
}
