using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;
using Watchdog.Core.Detection;

namespace Infrastructure.Tests;

public sealed partial class AlarmTests
{
    private const string AlarmType = "AWS::CloudWatch::Alarm";
    private const string CompositeType = "AWS::CloudWatch::CompositeAlarm";
    private const string PagingTopic = "arn:aws:sns:us-east-1:123456789012:pager";

    [Fact]
    public async Task Each_symptom_but_the_end_of_one_has_an_alarm_of_its_name()
    {
        var found = (await AlarmsAsync()).Values.Where(a => (string?)a["MetricName"] == "ResourcesInTrouble").ToList();
        Assert.Equal(
            Enum.GetNames<Symptom>().Where(s => s != nameof(Symptom.Recovered)).Order(StringComparer.Ordinal),
            found.Select(a => Dimension(a, "Symptom")).Order(StringComparer.Ordinal));
        Assert.All(found, a =>
        {
            Assert.Equal($"{StackValues.StackName}-{Dimension(a, "Symptom")}", (string?)a["AlarmName"]);
            Assert.Equal(StackValues.StackName, Dimension(a, "Service"));
            Assert.Equal("notBreaching", (string?)a["TreatMissingData"]);
        });
    }

    [Fact]
    public async Task Each_watcher_has_an_alarm_for_when_it_stops_which_a_lost_tick_does_not_raise()
    {
        var stopped = (await AlarmsAsync()).Where(a => (string?)a.Value["MetricName"] == "Ticks").ToList();
        var watchers = Template.Functions.Where(f => f.Id != "CircuitBreaker").ToList();
        Assert.Equal(watchers.Select(w => w.Id).Order(StringComparer.Ordinal), stopped.Select(s => Dimension(s.Value, "Watcher")).Order(StringComparer.Ordinal));
        var rules = (await PlainTemplate.ForStackAsync()).Resources("AWS::Events::Rule");
        var plain = await PlainTemplate.LoadAsync();
        Assert.All(stopped, s =>
        {
            var (id, alarm) = s;
            var rule = (string)plain["Resources"]![id]!["DependsOn"]!;
            Assert.StartsWith(Dimension(alarm, "Watcher"), rule, StringComparison.Ordinal);
            var minutes = int.Parse(MinutesOf().Match((string)rules[rule]["ScheduleExpression"]!).Value, CultureInfo.InvariantCulture);
            Assert.Equal(minutes * 60, (int)alarm["Period"]!);
            Assert.InRange((int)alarm["EvaluationPeriods"]!, 3, 5);
            Assert.Equal((int)alarm["EvaluationPeriods"]!, (int)alarm["DatapointsToAlarm"]!);
            Assert.Equal(("Sum", "LessThanThreshold", 1), ((string?)alarm["Statistic"], (string?)alarm["ComparisonOperator"], (int)alarm["Threshold"]!));
            Assert.Equal("breaching", (string?)alarm["TreatMissingData"]);
        });
    }

    [Fact]
    public async Task Each_function_has_an_alarm_for_its_errors()
    {
        var errors = (await AlarmsAsync()).Values.Where(a => (string?)a["MetricName"] == "Errors").Select(a => Dimension(a, "FunctionName"));
        Assert.Equal(
            Template.Functions.Select(f => $"{StackValues.StackName}-{f.Id}").Order(StringComparer.Ordinal), errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_alarm_is_of_a_metric_that_there_is_and_says_what_to_do_first()
    {
        var alarms = await AlarmsAsync();
        Assert.All(alarms.Values, a =>
        {
            foreach (var metric in MetricsOf(a))
                Assert.True(
                    AwsMetrics.Has((string)metric["Namespace"]!, (string)metric["MetricName"]!, (metric["Dimensions"] as JsonArray ?? []).Select(d => (string)d!["Name"]!)),
                    metric.ToJsonString());
            Assert.NotNull(a["TreatMissingData"]);
            Assert.NotNull(a["DatapointsToAlarm"]);
        });
        Assert.All(alarms.Values.Concat((await PlainTemplate.ForStackAsync()).Resources(CompositeType).Values), a =>
        {
            Assert.StartsWith($"{StackValues.StackName}-", (string?)a["AlarmName"], StringComparison.Ordinal);
            Assert.Contains("First ", (string?)a["AlarmDescription"], StringComparison.Ordinal);
            Assert.InRange(((string?)a["AlarmDescription"])!.Length, 80, 1024);
        });
    }

    [Fact]
    public async Task Every_alarm_is_an_operand_of_one_composite_but_those_of_lasting_faults_and_that_of_the_budget_which_notifies_by_itself()
    {
        var stack = await PlainTemplate.ForStackAsync();
        var operands = stack.Resources(CompositeType).Values.SelectMany(c => Operand().Matches((string)c["AlarmRule"]!)).Select(m => m.Groups[1].Value);
        var alarms = (await AlarmsAsync()).Values.ToList();
        var apart = Assert.Single(alarms, a => a["AlarmActions"] is not null);
        Assert.Equal($"{StackValues.StackName}-api-budget", (string?)apart["AlarmName"]);
        Assert.Equal(["NotificationTopic"], Texts(apart["AlarmActions"]));
        string[] lasting = [$"{StackValues.StackName}-Misconfiguration", $"{StackValues.StackName}-UnintendedVersion"];
        Assert.Equal(
            alarms.Except([apart]).Select(a => (string)a["AlarmName"]!).Except(lasting).Order(StringComparer.Ordinal), operands.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Watchdog_unwell_notifies_the_topic_and_the_account_in_trouble_nobody_unless_there_is_a_topic_for_paging()
    {
        var alone = (await PlainTemplate.ForStackAsync()).Resources(CompositeType);
        var paged = (await PlainTemplate.ForStackAsync(("PagingTopicArn", PagingTopic))).Resources(CompositeType);
        Assert.Equal(["WatchdogUnwell", "AccountInTrouble"], alone.Keys);
        foreach (var actions in new[] { "AlarmActions", "OKActions" })
        {
            Assert.Equal(["NotificationTopic"], Texts(alone["WatchdogUnwell"][actions]));
            Assert.Null(alone["AccountInTrouble"][actions]);
            Assert.Equal(["NotificationTopic", PagingTopic], Texts(paged["WatchdogUnwell"][actions]));
            Assert.Equal([PagingTopic], Texts(paged["AccountInTrouble"][actions]));
        }
    }

    [Fact]
    public async Task The_budget_is_held_against_a_day_of_all_watchers_times_thirty()
    {
        var alarm = (await PlainTemplate.ForStackAsync(("MonthlyApiBudget", "40"))).Properties("ApiBudgetExceeded");
        Assert.Equal("40", alarm["Threshold"]!.ToString());
        var costs = alarm["Metrics"]!.AsArray().Where(m => m!["MetricStat"] is not null).ToList();
        Assert.Equal(
            Template.Functions.Select(f => f.Id).Where(id => id != "CircuitBreaker"), costs.Select(c => Dimension(c!["MetricStat"]!["Metric"]!, "Watcher")));
        Assert.All(costs, c => Assert.Equal(("Sum", 86400), ((string?)c!["MetricStat"]!["Stat"], (int)c["MetricStat"]!["Period"]!)));
        var sum = Assert.Single(alarm["Metrics"]!.AsArray(), m => (bool)m!["ReturnData"]!)!;
        Assert.Equal($"30 * ({string.Join(" + ", costs.Select(c => $"FILL({c!["Id"]}, 0)"))})", (string?)sum["Expression"]);
    }

    [Fact]
    public async Task What_the_alarms_cost_is_written_beside_them_and_in_the_notes_on_deployment()
    {
        var metrics = (await AlarmsAsync()).Values.Sum(a => MetricsOf(a).Count());
        var composites = (await PlainTemplate.ForStackAsync()).Resources(CompositeType).Count;
        var sum = FormattableString.Invariant($"{(metrics * 0.10m) + (composites * 0.50m):0.00} USD");
        Assert.Contains($"{metrics} metrics and {composites} composites", Regex.Replace(Repository.Read("template.yaml"), @"\s+#?\s*", " "), StringComparison.Ordinal);
        Assert.Contains(sum, Repository.Read("template.yaml"), StringComparison.Ordinal);
        Assert.Contains(sum, Repository.Read("docs", "deployment.md"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<string, JsonObject>> AlarmsAsync() => (await PlainTemplate.ForStackAsync()).Resources(AlarmType);

    /// <summary>The metrics that an alarm is billed for: its own, or those of its expression.</summary>
    private static IEnumerable<JsonNode> MetricsOf(JsonObject alarm) => alarm["Metrics"] is JsonArray several
        ? several.Select(m => m!["MetricStat"]?["Metric"]).OfType<JsonNode>()
        : [alarm];

    private static string Dimension(JsonNode alarm, string name) =>
        (string)Assert.Single(alarm["Dimensions"]!.AsArray(), d => (string?)d!["Name"] == name)!["Value"]!;

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(e => (string)e!);

    [GeneratedRegex(@"ALARM\(""([^""]+)""\)")]
    private static partial Regex Operand();

    [GeneratedRegex(@"\d+")]
    private static partial Regex MinutesOf();
}
