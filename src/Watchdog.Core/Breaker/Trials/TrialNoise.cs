namespace Watchdog.Core.Breaker;

/// <summary>How far arrivals scatter by themselves from one minute to the next.</summary>
internal static class TrialNoise
{
    /// <summary>Real arrivals scatter more than independent ones: twice the square root of their number, as a standard deviation.</summary>
    private const double Overdispersion = 2;

    /// <summary>How much larger than the scatter what is let through has to be, so that what it brings back stands out.</summary>
    private const double Distinct = 8;

    /// <summary>The scatter of the difference of one minute's arrivals from the mean of others. Messages/min.</summary>
    /// <param name="arrivals">What is expected. Messages/min.</param>
    /// <param name="minutes">So many the mean is of; 1 or more.</param>
    public static double OfDifference(double arrivals, double minutes) => Overdispersion * Math.Sqrt(Math.Max(0, arrivals) * (1 + (1 / minutes)));

    /// <summary>Messages/min that have to be let through so that what they bring back stands out against outside arrivals.</summary>
    public static double Telling(double outside) => Distinct * OfDifference(outside, minutes: 10);
}
