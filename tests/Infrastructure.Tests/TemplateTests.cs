using System.Text.Json;
using Infrastructure.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infrastructure.Tests;

public sealed class TemplateTests
{
    private static readonly string[] Handlers = ["RecursionWatcher", "FunctionWatcher", "QueueWatcher", "ConfigurationWatcher", "CircuitBreaker"];

    [Fact]
    public async Task The_linter_finds_nothing_not_even_a_hint()
    {
        var (exitCode, output) = await Tool.RunAsync("cfn-lint", "--include-checks", "I", "--", "template.yaml");
        Assert.Equal("", output.Trim());
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_template_transforms_into_what_it_should_deploy()
    {
        var (exitCode, output) = await Tool.RunAsync("python3", Repository.PathOf("tests", "Infrastructure.Tests", "Support", "transform.py"), "template.yaml");
        Assert.True(exitCode == 0, output);
        using var transformed = JsonDocument.Parse(output);
        var types = transformed.RootElement.GetProperty("Resources").EnumerateObject()
            .CountBy(r => r.Value.GetProperty("Type").GetString()!).ToDictionary();
        Assert.Equal(5, types["AWS::Lambda::Function"]);
        Assert.Equal(5, types["AWS::Lambda::EventInvokeConfig"]);
        Assert.Equal(4, types["AWS::Events::Rule"]);
        Assert.Equal(5, types["AWS::IAM::Role"]);
        Assert.Equal(5, types["AWS::Logs::LogGroup"]);
    }

    [Fact]
    public void Each_function_selects_the_handler_of_its_name_in_the_one_binary()
    {
        Assert.Equal(Handlers, Template.Functions.Select(f => f.Id));
        Assert.All(Template.Functions, f =>
        {
            Assert.Equal(f.Id, Template.Map(f.Resource, "Properties", "Environment", "Variables")["ANNOTATIONS_HANDLER"].ToString());
            Assert.Equal($"${{AWS::StackName}}-{f.Id}", f.Resource["Properties"]["FunctionName"].ToString());
            Assert.Equal("makefile", f.Resource["Metadata"]["BuildMethod"].ToString());
        });
    }

    [Fact]
    public void All_functions_get_the_stack_s_own_resources_from_their_environment()
    {
        var variables = Template.Map(Template.Root, "Globals", "Function", "Environment", "Variables").Children.Keys.Select(k => k.ToString());
        Assert.Superset(
            new HashSet<string>
            {
                "WATCHDOG_STACK", "WATCHDOG_TABLE", "WATCHDOG_TOPIC_ARN", "WATCHDOG_BREAKER_FUNCTION", "WATCHDOG_BREAKER_MODE",
                "WATCHDOG_AUTO_PROBE", "WATCHDOG_THROTTLED_PERCENT", "WATCHDOG_CONCURRENCY_WARNING_PERCENT", "WATCHDOG_BACKLOG_FLOOR",
                "WATCHDOG_SPIKE_FLOOR", "WATCHDOG_TRIPS_PER_HOUR", "WATCHDOG_REPEAT_HOURS", "WATCHDOG_MONTHLY_BUDGET_USD", "WATCHDOG_EVENT_BUS_ARN",
                "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_SERVICE_NAME",
            },
            new HashSet<string>(variables));
    }

    [Fact]
    public void Watchers_run_every_minute_or_every_quarter_of_an_hour_and_a_late_tick_is_dropped()
    {
        var watchers = Template.Functions.Where(f => f.Id != "CircuitBreaker").ToList();
        Assert.All(watchers, f =>
        {
            var isSlow = f.Id == "ConfigurationWatcher";
            var tick = Template.Map(f.Resource, "Properties", "Events", isSlow ? "EveryFifteenMinutes" : "EveryMinute", "Properties");
            Assert.Equal(isSlow ? "rate(15 minutes)" : "rate(1 minute)", tick["Schedule"].ToString());
            Assert.Equal("0", tick["RetryPolicy"]["MaximumRetryAttempts"].ToString());
            Assert.Equal("0", f.Resource["Properties"]["EventInvokeConfig"]["MaximumRetryAttempts"].ToString());
            Assert.Equal("60", f.Resource["Properties"]["EventInvokeConfig"]["MaximumEventAgeInSeconds"].ToString());
        });
    }

    [Theory]
    [InlineData("lambda:UpdateEventSourceMapping")]
    [InlineData("lambda:PutFunctionConcurrency")]
    [InlineData("lambda:DeleteFunctionConcurrency")]
    [InlineData("events:DisableRule")]
    public void Only_the_breaker_may_change_what_starts_functions_and_never_what_starts_Watchdog(string action)
    {
        var changing = Template.Functions.Where(f => Actions(f.Resource).Any(a => a.Action == action)).ToList();
        var (id, breaker) = Assert.Single(changing);
        Assert.Equal("CircuitBreaker", id);
        Assert.Equal(["Allow", "Deny"], Actions(breaker).Where(a => a.Action == action).Select(a => a.Effect));
    }

    // All of them read the inventory, and with it the streams that mappings read.
    [Theory]
    [InlineData("kinesis:DescribeStreamSummary", "RecursionWatcher", "FunctionWatcher", "QueueWatcher", "ConfigurationWatcher", "CircuitBreaker")]
    [InlineData("lambda:GetPolicy", "RecursionWatcher", "ConfigurationWatcher", "CircuitBreaker")]
    [InlineData("cloudwatch:ListMetrics", "RecursionWatcher", "FunctionWatcher", "ConfigurationWatcher", "CircuitBreaker")]
    [InlineData("iam:SimulatePrincipalPolicy", "RecursionWatcher", "ConfigurationWatcher", "CircuitBreaker")]
    [InlineData("lambda:GetFunctionConcurrency", "CircuitBreaker")]
    [InlineData("lambda:GetFunctionEventInvokeConfig", "CircuitBreaker")]
    [InlineData("events:DescribeRule", "CircuitBreaker")]
    [InlineData("events:ListTargetsByRule", "CircuitBreaker")]
    [InlineData("events:EnableRule", "CircuitBreaker")]
    [InlineData("events:PutEvents", "RecursionWatcher", "FunctionWatcher", "QueueWatcher", "ConfigurationWatcher")]
    [InlineData("lambda:ListVersionsByFunction", "ConfigurationWatcher")]
    [InlineData("lambda:ListAliases", "ConfigurationWatcher")]
    [InlineData("lambda:ListProvisionedConcurrencyConfigs", "ConfigurationWatcher")]
    public void Each_function_may_read_what_it_reads_and_no_more(string action, params string[] functions) => Assert.Equal(
        functions, Template.Functions.Where(f => Actions(f.Resource).Contains(("Allow", action))).Select(f => f.Id));

    [Fact]
    public void No_function_may_do_everything_of_a_service()
    {
        Assert.All(Template.Functions.SelectMany(f => Actions(f.Resource)), a => Assert.DoesNotContain('*', a.Action));
    }

    [Fact]
    public void Every_parameter_is_described_and_constrained()
    {
        Assert.All(Template.Map(Template.Root, "Parameters").Children, p =>
        {
            var keys = ((YamlMappingNode)p.Value).Children.Keys.Select(k => k.ToString()).ToList();
            Assert.Contains("Description", keys);
            Assert.Contains("Default", keys);
            Assert.True(
                keys.Contains("AllowedValues") || keys.Contains("AllowedPattern") || (keys.Contains("MinValue") && keys.Contains("MaxValue")), p.Key.ToString());
        });
    }

    [Fact]
    public void Every_parameter_is_in_one_of_the_groups_that_people_are_asked_in()
    {
        var groups = (YamlSequenceNode)Template.Root["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"];
        Assert.Equal(
            Template.Map(Template.Root, "Parameters").Children.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal),
            groups.SelectMany(g => (YamlSequenceNode)g["Parameters"]).Select(p => p.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HandlerNames))]
    public async Task The_makefile_puts_the_binary_where_sam_looks_for_it(string function)
    {
        var (exitCode, output) = await Tool.RunAsync("make", "--dry-run", $"build-{function}", "ARTIFACTS_DIR=/somewhere");
        Assert.True(exitCode == 0, output);
        Assert.Contains("\"/somewhere/bootstrap\"", output, StringComparison.Ordinal);
    }

    public static TheoryData<string> HandlerNames => [.. Handlers];

    private static IEnumerable<(string Effect, string Action)> Actions(YamlMappingNode function) =>
        from policy in ((YamlSequenceNode)function["Properties"]["Policies"]).Children
        from entry in ((YamlSequenceNode)policy["Statement"]).Children
        // An Fn::If: its condition, the statement, and AWS::NoValue.
        let statement = entry is YamlSequenceNode choice ? choice[1] : entry
        from action in statement["Action"] is YamlSequenceNode several ? several.Children : [statement["Action"]]
        select (statement["Effect"].ToString(), action.ToString());
}
