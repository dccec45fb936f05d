using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

/// <summary>The dashboard's body, which CloudFormation takes for a text and CloudWatch refuses as a whole if it is not right.</summary>
public sealed partial class DashboardTests
{
    private static readonly string[] s_settings = ["id", "visible", "label", "color", "stat", "period", "yAxis"];

    [Fact]
    public async Task The_widgets_lie_in_the_grid_and_none_over_another()
    {
        var taken = new Dictionary<(int X, int Y), string>();
        foreach (var widget in await WidgetsAsync())
        {
            var (x, y, width, height) = ((int)widget["x"]!, (int)widget["y"]!, (int)widget["width"]!, (int)widget["height"]!);
            Assert.InRange(width, 1, 24);
            Assert.InRange(height, 1, 1000);
            Assert.InRange(x, 0, 24 - width);
            foreach (var cell in from dx in Enumerable.Range(x, width) from dy in Enumerable.Range(y, height) select (dx, dy))
                Assert.True(taken.TryAdd(cell, Title(widget)), $"{Title(widget)} lies over {taken[cell]} at {cell}.");
        }
    }

    [Fact]
    public async Task Every_chart_has_a_title_a_region_and_metrics_that_there_are()
    {
        var charts = (await WidgetsAsync()).Where(w => (string?)w["type"] == "metric").Select(w => w["properties"]!.AsObject()).ToList();
        Assert.Equal(charts.Count, charts.Select(c => (string?)c["title"]).Distinct().Count());
        Assert.All(charts, chart =>
        {
            Assert.NotEqual("", (string?)chart["title"]);
            Assert.Equal("us-east-1", (string?)chart["region"]);
            Assert.Equal("timeSeries", (string?)chart["view"]);
            Assert.True((int)chart["period"]! % 60 == 0);
            var rows = chart["metrics"]!.AsArray().Select(r => r!.AsArray()).ToList();
            Assert.NotEmpty(rows);
            // A search has its statistic within; a metric takes that of the chart.
            Assert.Equal(rows.Any(r => r[0] is JsonValue), chart["stat"] is not null);
            Assert.All(rows, row => AssertIsMetric(row, rows));
        });
    }

    [Fact]
    public async Task Queues_and_functions_are_searched_for_so_that_new_ones_appear()
    {
        var body = (string)(await PlainTemplate.ForStackAsync()).Properties("Dashboard")["DashboardBody"]!;
        foreach (var metric in new[]
        {
            "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesNotVisible", "NumberOfMessagesSent",
            "NumberOfMessagesReceived", "NumberOfMessagesDeleted", "IteratorAge", "AsyncEventAge", "AsyncEventsReceived", "AsyncEventsDropped",
            "RecursiveInvocationsDropped", "ResourcesInTrouble",
        })
            Assert.Matches($@"SEARCH\('\{{[^}}]+\}} [^']*MetricName=\\""{metric}\\""', '(Sum|Maximum)', 60\)", body);
        Assert.DoesNotContain("${AWS", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_of_both_composites_and_the_first_steps_are_on_top()
    {
        var widgets = await WidgetsAsync();
        var alarms = Assert.Single(widgets, w => (string?)w["type"] == "alarm")["properties"]!;
        Assert.Equal(
            new[] { "WatchdogUnwell", "AccountInTrouble" }.Select(a => $"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{StackValues.StackName}-{a}"),
            alarms["alarms"]!.AsArray().Select(a => (string)a!));
        var text = Assert.Single(widgets, w => (string?)w["type"] == "text");
        Assert.Equal((0, 0), ((int)text["x"]!, (int)text["y"]!));
        var markdown = (string)text["properties"]!["markdown"]!;
        Assert.All(["status", "history", "contain", "trip", "probe", "escalate", "reset"], action => Assert.Contains(action, markdown, StringComparison.Ordinal));
        var commands = Template.Map(Template.Root, "Outputs").Children
            .Where(o => o.Key.ToString() is "StatusCommand" or "ResetCommand").Select(o => o.Value["Value"].ToString()).ToList();
        Assert.Equal(2, commands.Count);
        Assert.All(commands, c => Assert.Contains(
            c.Replace("${AWS::Region}", "us-east-1", StringComparison.Ordinal).Replace("${CircuitBreaker}", $"{StackValues.StackName}-CircuitBreaker", StringComparison.Ordinal),
            markdown,
            StringComparison.Ordinal));
    }

    private static void AssertIsMetric(JsonArray row, List<JsonArray> chart)
    {
        var texts = row.TakeWhile(e => e is JsonValue).Select(e => (string)e!).ToList();
        var settings = row.Skip(texts.Count).SingleOrDefault() as JsonObject ?? [];
        Assert.All(settings, s => Assert.Contains(s.Key, texts.Count == 0 ? [.. s_settings, "expression"] : s_settings));
        if (texts.Count == 0)
        {
            AssertIsExpression((string)settings["expression"]!, chart);
            return;
        }
        Assert.True(texts.Count % 2 == 0, row.ToJsonString());
        Assert.True(AwsMetrics.Has(texts[0], texts[1], texts.Skip(2).Chunk(2).Select(d => d[0])), row.ToJsonString());
    }

    private static void AssertIsExpression(string expression, List<JsonArray> chart)
    {
        if (Search().Match(expression) is { Success: true } search)
        {
            var schema = search.Groups["schema"].Value.Split(',');
            Assert.True(AwsMetrics.Has(schema[0], search.Groups["metric"].Value, schema.Skip(1)), expression);
            return;
        }
        Assert.DoesNotContain("SEARCH", expression, StringComparison.Ordinal);
        var ids = chart.Select(r => r.Last() is JsonObject o ? (string?)o["id"] : null).OfType<string>().ToHashSet();
        Assert.All(Identifier().Matches(expression).Select(m => m.Value), id => Assert.Contains(id, ids));
    }

    private static async Task<List<JsonNode>> WidgetsAsync()
    {
        var body = (string)(await PlainTemplate.ForStackAsync()).Properties("Dashboard")["DashboardBody"]!;
        return [.. JsonNode.Parse(body)!["widgets"]!.AsArray().Select(w => w!)];
    }

    private static string Title(JsonNode widget) => (string?)widget["properties"]!["title"] ?? (string)widget["type"]!;

    [GeneratedRegex(@"^SEARCH\('\{(?<schema>[^}]+)\} (Service=""watchdog"" )?MetricName=""(?<metric>\w+)""', '(Sum|Maximum)', 60\)$")]
    private static partial Regex Search();

    [GeneratedRegex(@"\b[a-z]\w*\b")]
    private static partial Regex Identifier();
}
