using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Runtime;

/// <summary>What AWS/Lambda records of an invocation of the stack's own functions: by function, and for the whole account.</summary>
internal static class InvocationMetrics
{
    /// <summary>
    /// Milliseconds that every invocation is said to have taken. The real duration depends on the machine that simulates, and recording it
    /// would make two runs of one scenario differ; the simulated clock stands still meanwhile, so it has no other.
    /// </summary>
    private const double Duration = 100;

    public static IEnumerable<MetricSample> Of(string functionName, DateTimeOffset at, bool failed)
    {
        MetricDimension[][] sets = [[], [new MetricDimension("FunctionName", functionName)]];
        foreach (var set in sets)
        {
            yield return Sample("Invocations", "Count", 1);
            yield return Sample("Errors", "Count", failed ? 1 : 0);
            yield return Sample("Throttles", "Count", 0);
            yield return Sample("Duration", "Milliseconds", Duration);

            MetricSample Sample(string name, string unit, double value) => new(new MetricId("AWS/Lambda", name, unit, set), at, value);
        }
    }
}
