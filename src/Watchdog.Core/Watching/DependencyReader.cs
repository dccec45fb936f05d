using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// The metrics that functions in trouble publish of what they call. Asked for only while some function is in trouble: one ListMetrics, and three
/// metrics for each pair of function and dependency.
/// </summary>
public sealed class DependencyReader(IMetricSource metrics)
{
    private const int MostPairs = 100;

    public async Task<IReadOnlyList<DependencyReading>> ReadAsync(
        IReadOnlyCollection<(Suffering Suffering, Series Invocations)> functions, CancellationToken cancellationToken)
    {
        if (functions.Count == 0)
            return [];
        var published = await metrics.ListAsync(DependencyMetrics.Namespace, "Calls", cancellationToken);
        var pairs = (
            from set in published
            let name = set.Find(DependencyMetrics.Function)
            let dependency = set.Find(DependencyMetrics.Dependency)
            where dependency is not null && set.Items.Length == 2
            from function in functions
            where function.Suffering.Function.Name == name
            orderby name, dependency
            select (function.Suffering, function.Invocations, Dependency: dependency)).Take(MostPairs).ToArray();

        var readings = new List<DependencyReading>();
        foreach (var group in pairs.GroupBy(pair => pair.Invocations.Window.Start))
        {
            var window = new TimeWindow(group.Key, group.Max(pair => pair.Invocations.Window.End));
            var series = await metrics.ReadAsync(
                [.. group.SelectMany(pair => Queries(pair.Suffering.Function.Name, pair.Dependency))], window, cancellationToken);
            readings.AddRange(group
                .Select(pair => DependencyReading.Of(
                    pair.Suffering.Function.Name,
                    pair.Dependency,
                    series[DependencyMetrics.Calls(pair.Suffering.Function.Name, pair.Dependency)],
                    series[DependencyMetrics.Failures(pair.Suffering.Function.Name, pair.Dependency)],
                    series[DependencyMetrics.AverageLatency(pair.Suffering.Function.Name, pair.Dependency)],
                    pair.Invocations,
                    pair.Suffering.Trouble.Since))
                .OfType<DependencyReading>());
        }
        return readings;
    }

    private static ImmutableArray<MetricQuery> Queries(string function, string dependency) =>
        [DependencyMetrics.Calls(function, dependency), DependencyMetrics.Failures(function, dependency), DependencyMetrics.AverageLatency(function, dependency)];
}
