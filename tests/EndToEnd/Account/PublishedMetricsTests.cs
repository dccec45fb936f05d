using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;
using Watchdog.EndToEnd.Tests.Moto;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

/// <summary>An alarm on a metric that nobody publishes never says anything: what the template names is compared with what the watchers publish.</summary>
public sealed partial class PublishedMetricsTests
{
    [Fact]
    public async Task The_alarms_and_the_dashboard_name_metrics_that_the_watchers_publish_under_the_same_dimensions()
    {
        await using var stack = await MotoStack.CreateAsync();
        var named = Named(stack.Values);
        Assert.Contains("Ticks Service,Watcher", named);

        await using var account = await RunningAccount.StartAsync("slow-processor", 120, TestContext.Current.CancellationToken);
        var published = await account.BotoAsync(
            $$"""
            aws = client('cloudwatch')
            wanted = {{new JsonArray([.. named.Select(n => (JsonNode)n)]).ToJsonString()}}

            def published():
                names = set()
                for page in aws.get_paginator('list_metrics').paginate(Namespace='Watchdog'):
                    for metric in page['Metrics']:
                        assert all(d['Value'] == 'watchdog' for d in metric['Dimensions'] if d['Name'] == 'Service'), metric
                        names.add(metric['MetricName'] + ' ' + ','.join(sorted(d['Name'] for d in metric['Dimensions'])))
                return sorted(names) if names.issuperset(wanted) else None

            out['published'] = wait(published)
            """);

        var missing = named.Except(published["published"]!.AsArray().Select(n => (string)n!));
        Assert.Empty(missing);
    }

    /// <summary>Name and dimensions of Watchdog's own metrics in the alarms and on the dashboard.</summary>
    private static HashSet<string> Named(StackValues values)
    {
        var ofAlarms = values.Resources("AWS::CloudWatch::Alarm").Values
            .SelectMany(a => a["Metrics"] is JsonArray several ? several.Select(m => m!["MetricStat"]?["Metric"]).OfType<JsonNode>() : [a])
            .Where(m => (string?)m["Namespace"] == "Watchdog")
            .Select(m => Key((string)m["MetricName"]!, m["Dimensions"]!.AsArray().Select(d => (string)d!["Name"]!)));
        var body = (string)values.Properties("Dashboard")["DashboardBody"]!;
        var rows = JsonNode.Parse(body)!["widgets"]!.AsArray().SelectMany(w => w!["properties"]!["metrics"] as JsonArray ?? []).Select(r => r!.AsArray()).ToList();
        var ofCharts = rows.Where(r => r[0] is JsonValue v && (string?)v == "Watchdog")
            .Select(r => Key((string)r[1]!, r.Skip(2).TakeWhile(e => e is JsonValue).Select(e => (string)e!).Chunk(2).Select(d => d[0])));
        var ofSearches = rows.Where(r => r[0] is JsonObject).Select(r => Search().Match((string)r[0]!["expression"]!)).Where(m => m.Success)
            .Select(m => Key(m.Groups["metric"].Value, m.Groups["dimensions"].Value.Split(',')));
        return [.. ofAlarms, .. ofCharts, .. ofSearches];
    }

    private static string Key(string metric, IEnumerable<string> dimensions) => $"{metric} {string.Join(',', dimensions.Order(StringComparer.Ordinal))}";

    [GeneratedRegex(@"SEARCH\('\{Watchdog,(?<dimensions>[^}]+)\} .*MetricName=""(?<metric>\w+)""")]
    private static partial Regex Search();
}
