using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Wire.Tests.Support;

internal static class MetricSamples
{
    /// <summary>A metric of a function with the values 1, 2, 3… in the minutes from two hours before now on, all readable by now.</summary>
    public static DateTimeOffset Count(TestWire wire, string name, string function, int minutes)
    {
        var start = wire.Account.Now.AddHours(-2);
        var metric = new MetricId("AWS/Lambda", name, "Count", new MetricDimension("FunctionName", function));
        for (var minute = 0; minute < minutes; minute++)
            wire.Account.Metrics.Record(metric, start.AddMinutes(minute), minute + 1);
        return start;
    }
}
