using Watchdog.Core.Detection;

namespace Watchdog.Core.Incidents;

/// <summary>How often a symptom must be found before anybody is told, and how often not before it counts as over.</summary>
/// <param name="Hits">Found in this many ...</param>
/// <param name="OutOf">... of the newest so many ticks with data; at most 32.</param>
/// <param name="CleanTicks">Not found in so many ticks running.</param>
public sealed record ConfirmationPolicy(int Hits, int OutOf, int CleanTicks)
{
    /// <summary>
    /// Throttled, ErrorStall and RecursiveLoop compare several minutes before they speak, so one tick confirms them; the rise of a backlog is
    /// wanted twice.
    /// </summary>
    public static ConfirmationPolicy For(Symptom symptom) => symptom switch
    {
        Symptom.Backpressure => new(Hits: 2, OutOf: 3, CleanTicks: 3),
        _ => new(Hits: 1, OutOf: 1, CleanTicks: 3),
    };

    public bool IsConfirmed(uint ticks) => uint.PopCount(ticks & Mask(OutOf)) >= Hits;

    /// <summary>Whether an incident that is not confirmed can be forgotten.</summary>
    public bool IsForgotten(uint ticks) => (ticks & Mask(OutOf)) == 0;

    public bool IsOver(uint ticks, int tickCount) => tickCount >= CleanTicks && (ticks & Mask(CleanTicks)) == 0;

    private static uint Mask(int ticks) => ticks >= 32 ? uint.MaxValue : (1u << ticks) - 1;
}
