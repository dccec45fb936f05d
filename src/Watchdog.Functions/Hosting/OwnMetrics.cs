using AWS.Lambda.Powertools.Metrics;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Hosting;

/// <summary>What the watchers publish of themselves, and of how many resources are in trouble. Each has the dimension Service, the stack's name.</summary>
/// <remarks>CloudWatch bills a custom metric by the hours in which it gets points: $0.0004 an hour, $0.30 a month for one that always does.</remarks>
public sealed class OwnMetrics(IMetrics metrics, Settings settings)
{
    public void Publish(IWatch watch, TickReport report)
    {
        // A tick that publishes nothing is a watcher that has stopped: an alarm treats the missing point as breaching.
        metrics.AddDimension("Watcher", watch.Name);
        metrics.AddMetric("Ticks", 1, MetricUnit.Count);
        metrics.AddMetric("Findings", report.Findings, MetricUnit.Count);
        metrics.AddMetric("InsufficientData", report.InsufficientData, MetricUnit.Count);
        metrics.AddMetric("MessagesSent", report.MessagesSent, MetricUnit.Count);
        if (report.Spending is { } spending)
        {
            // In USD, for which CloudWatch has no unit.
            metrics.AddMetric("ApiCost", (double)spending.Cost, MetricUnit.None);
            if (spending.HeldBack > 0)
                metrics.AddMetric("SweepsHeldBack", spending.HeldBack, MetricUnit.Count);
        }
        metrics.Flush();

        // Not which watcher found it: a symptom belongs to one. None in trouble is no point, because points cost.
        foreach (var (symptom, resources) in report.InTrouble.OrderBy(s => s.Key))
            PushForStack("ResourcesInTrouble", resources, ("Symptom", symptom.ToString()));
        if (watch is RecursionWatch { CircuitsNotClosed: var circuits })
            PushForStack("CircuitsNotClosed", circuits);
    }

    public void EventsNotDelivered(int events) => PushForStack("EventsNotDelivered", events);

    private void PushForStack(string name, double count, params (string Name, string Value)[] dimensions) => metrics.PushSingleMetric(
        name,
        count,
        MetricUnit.Count,
        dimensions: new Dictionary<string, string>([new("Service", settings.Stack), .. dimensions.Select(d => KeyValuePair.Create(d.Name, d.Value))]));
}
