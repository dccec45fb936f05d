namespace Watchdog.Core.Breaker;

/// <summary>How far arrivals scatter by themselves from one minute to the next.</summary>
internal static class TrialNoise
{
    /// <summary>Real arrivals scatter more than independent ones: twice the square root of their number, as a standard deviation.</summary>
    private const double Overdispersion = 2;

    /// <summary>The scatter of the difference of two minutes' arrivals. Messages/min.</summary>
    public static double OfDifference(double arrivals, double others) => Overdispersion * Math.Sqrt(Math.Max(0, arrivals) + Math.Max(0, others));

    /// <summary>Messages/min that have to be let through so that what they bring back stands out against outside arrivals. Messages/min.</summary>
    public static double Telling(double outside) => 4 * OfDifference(outside, outside);
}
