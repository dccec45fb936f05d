using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// What a function publishes of its calls, where it does: one call of each dependency an invocation. The client writes as it goes, so that a
/// call that the function's timeout cuts off is counted too, with the latency until then.
/// </summary>
internal sealed class DependencyCalls(SimulatedFunction function, MetricStore store, RandomStream random)
{
    private const string Namespace = "Dependencies";

    /// <summary>Milliseconds that a call takes when all is well.</summary>
    private const double UsualLatency = 20;

    private long reported;

    public void Flush(int minute)
    {
        var calls = function.Totals.Invocations - reported;
        reported = function.Totals.Invocations;
        if (calls == 0 || !function.PublishesCalls) return;
        foreach (var dependency in function.Calls)
        {
            var latency = Math.Min(UsualLatency + dependency.Latency.TotalMilliseconds, function.Timeout.TotalMilliseconds);
            Write(dependency, "Calls", "Count", minute, new StatisticSet { Sum = calls, Minimum = 1, Maximum = 1, Count = calls });
            Write(dependency, "Failures", "Count", minute, StatisticSet.OfFlags(Sampling.Binomial(random, calls, dependency.ErrorRate), calls));
            Write(dependency, "Latency", "Milliseconds", minute, new StatisticSet { Sum = calls * latency, Minimum = latency, Maximum = latency, Count = calls });
        }
    }

    private void Write(SimulatedDependency dependency, string metric, string unit, int minute, in StatisticSet set) =>
        store.SeriesOf(new MetricId(
                Namespace, metric, unit, new MetricDimension("Dependency", dependency.Name), new MetricDimension("FunctionName", function.Name)))
            .Add(minute, minute, set, null);
}
