using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>The metrics that have data. A metric fits when it has all dimensions that are asked for; a value may be left out.</summary>
internal sealed class ListMetrics(SimulatedAccount account, CloudWatchOptions options)
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(3);

    public Output Run(Input input, WireRequest request)
    {
        var wantedNamespace = input.String("Namespace");
        var wantedName = input.String("MetricName");
        var wantedDimensions = input.Structures("Dimensions").Select(d => (Name: d.Required("Name"), Value: d.String("Value"))).ToList();
        var recently = input.String("RecentlyActive") switch
        {
            null => false,
            "PT3H" => true,
            var other => throw Errors.Value("RecentlyActive", $"it is '{other}', and must be PT3H"),
        };
        var fitting = account.Metrics.List()
            .Where(m => wantedNamespace is null || m.Namespace == wantedNamespace)
            .Where(m => wantedName is null || m.Name == wantedName)
            .Where(m => wantedDimensions.TrueForAll(w => m.Dimensions.Any(d => d.Name == w.Name && (w.Value is null || d.Value == w.Value))))
            .Where(m => !recently || IsRecent(m))
            .ToList();
        var scope = $"ListMetrics {wantedNamespace} {wantedName} {string.Join(',', wantedDimensions)} {recently}";
        var page = Page.Of(fitting, input.String("NextToken"), options.MetricsPerPage, scope, Errors.NextToken);
        var body = new JsonObject { ["Metrics"] = new JsonArray([.. page.Items.Select(Describe)]) };
        if (page.Next is { } next)
            body["NextToken"] = next;
        return body;
    }

    private bool IsRecent(MetricId metric) =>
        account.Metrics.Read(metric, "SampleCount", TimeSpan.FromMinutes(1), account.Now - Recent, account.Now.AddMinutes(1), account.Now).Count > 0;

    private static JsonObject Describe(MetricId metric) => new()
    {
        ["Namespace"] = metric.Namespace,
        ["MetricName"] = metric.Name,
        ["Dimensions"] = new JsonArray([.. metric.Dimensions.Select(d => new JsonObject { ["Name"] = d.Name, ["Value"] = d.Value })]),
    };
}
