using System.Collections.Immutable;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class ConfigurationWatchTests
{
    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");

    private readonly FakeAccount _account = new();
    private readonly FakeAlarms _alarms = new();
    private readonly ConfigurationWatch _watch;

    public ConfigurationWatchTests() => _watch = new ConfigurationWatch(
        new InventoryCache(_account), _account, new TopologyCache(_account, new PushTriggerReader(_account, _account)), _account, _account,
        new AlarmKeeper(_alarms, _alarms, _account, Stack, TimeProvider.System), Stack);

    private async Task<IReadOnlyCollection<Judgement>> RunAsync(int minute, params Incident[] open)
    {
        _account.VersionsRead.Clear();
        _account.Asked.Clear();
        return await _watch.JudgeAsync(open, Given.AtMinute(minute), TestContext.Current.CancellationToken);
    }

    private void AddFunctions(int count) => _account.Functions.AddRange(Enumerable.Range(0, count).Select(i => Given.Function($"f{i:000}")));

    private void AddConsumer(string function)
    {
        _account.Functions.Add(Given.Function(function));
        _account.Queues.Add(Given.Queue($"{function}-queue"));
        _account.Mappings.Add(Given.Mapping($"{function}-queue", function));
    }

    private Function AddSelfFeeding(string name)
    {
        AddConsumer(name);
        var function = Given.Function(name) with { Environment = new Dictionary<string, string> { ["QUEUE"] = $"{name}-queue" } };
        _account.Functions[^1] = function;
        _account.Writable[function.RoleArn] = [Given.Queue($"{name}-queue").Arn];
        return function;
    }

    private static FunctionVersions Versions(string function, params string[] aliases) => new(
        function,
        [new(1, Given.Start.AddDays(-30)), new(2, Given.Start.AddDays(-20))],
        [.. aliases.Select(a => new FunctionAlias(a, "2", ImmutableDictionary<string, double>.Empty))],
        []);

    [Fact]
    public async Task A_run_keeps_the_alarms_of_those_who_ask_and_what_fails_there_loses_no_judgement()
    {
        AddConsumer("orders");
        _alarms.Asking.Add(Given.Queue("orders-queue").Arn);
        var judged = await RunAsync(15);
        Assert.Equal(new AlarmReport { Created = 1 }, _watch.Alarms);
        _alarms.RefusesReads = true;
        Assert.Equal(judged.Select(j => j.Symptom), (await RunAsync(30)).Select(j => j.Symptom));
        Assert.Equal("cloudwatch:DescribeAlarms is not allowed", _watch.Alarms!.Failure);
    }

    [Fact]
    public async Task A_run_reads_the_versions_of_sixty_functions_and_all_have_their_turn_within_as_many_runs_as_that_takes()
    {
        AddFunctions(150);
        var read = new HashSet<string>();
        for (var run = 1; run <= 3; run++)
        {
            var judgements = await RunAsync(run * 15);
            Assert.Equal(60, _account.VersionsRead.Count);
            Assert.Equal(90, judgements.Count(j => j is Judgement.InsufficientData { Symptom: Symptom.UnintendedVersion }));
            read.UnionWith(_account.VersionsRead);
        }
        Assert.Equal(150, read.Count);
    }

    [Fact]
    public async Task The_same_run_reads_the_same_functions_in_whatever_process()
    {
        AddFunctions(150);
        await RunAsync(45);
        var first = _account.VersionsRead.ToArray();
        await RunAsync(60);
        await RunAsync(45);
        Assert.Equal(first, _account.VersionsRead);
    }

    [Fact]
    public async Task Functions_with_an_incident_those_called_by_a_qualifier_and_those_deployed_lately_are_read_in_every_run()
    {
        AddFunctions(200);
        _account.Functions[150] = _account.Functions[150] with { LastModified = Given.AtMinute(-10) };
        _account.Queues.Add(Given.Queue("work"));
        _account.Mappings.Add(Given.Mapping("work", "f160") with { Qualifier = "live" });
        var open = Given.Firing(Symptom.UnintendedVersion, ResourceId.Function("f170"), "ConfigurationWatcher");
        for (var run = 0; run < 3; run++)
        {
            await RunAsync(run * 15, open);
            Assert.Equal(["f170", "f160", "f150"], _account.VersionsRead.Take(3));
            Assert.Equal(60, _account.VersionsRead.Distinct().Count());
        }
    }

    [Fact]
    public async Task What_could_not_be_read_keeps_its_incident_and_after_three_refusals_the_rest_is_left_to_the_next_run()
    {
        AddFunctions(10);
        _account.Refused.UnionWith(_account.Functions.Select(f => f.Name));
        var judgements = await RunAsync(15, Given.Firing(Symptom.UnintendedVersion, ResourceId.Function("f005"), "ConfigurationWatcher"));
        Assert.Equal(3, _account.VersionsRead.Count);
        Assert.All(judgements.Where(j => j.Symptom is Symptom.UnintendedVersion), j => Assert.IsType<Judgement.InsufficientData>(j));
    }

    [Fact]
    public async Task CloudWatch_is_asked_only_about_functions_whose_callers_leave_a_doubt()
    {
        AddConsumer("plain");
        AddConsumer("aliased");
        _account.Versions["aliased"] = Versions("aliased", "live");
        _account.Publish(LambdaMetrics.InvocationsUnqualified("aliased"), 100);
        _account.Publish(LambdaMetrics.InvocationsOf("aliased", "live"), 100);
        var judgements = await RunAsync(15);
        Assert.Equal(2, _account.Asked.Count);
        Assert.All(_account.Asked, q => Assert.Equal("aliased", q.Dimensions.Find("FunctionName")));
        Assert.Equal(ResourceId.Function("aliased"), Assert.Single(judgements.OfType<Judgement.Trouble>()).Resource);
    }

    [Fact]
    public async Task The_policies_of_its_aliases_are_read_for_who_calls_them()
    {
        _account.Functions.Add(Given.Function("resize"));
        _account.Versions["resize"] = Versions("resize", "live");
        _account.Triggers["resize"] = [Given.Trigger(ResourceKind.Bucket, "uploads", "resize", "1")];
        await RunAsync(15);
        Assert.Contains("resize:live", _account.PoliciesRead);
    }

    [Fact]
    public async Task A_loop_that_sleeps_is_told_and_one_that_has_an_incident_is_left_to_it()
    {
        var function = AddSelfFeeding("process-work");
        Assert.Equal((Symptom.Misconfiguration, function.Id), Named(Assert.Single((await RunAsync(15)).OfType<Judgement.Trouble>())));

        var told = Given.Firing(Symptom.Misconfiguration, function.Id, "ConfigurationWatcher");
        var runaway = Given.Firing(Symptom.RecursiveLoop, function.Id, "RecursionWatcher");
        var judgements = await RunAsync(30, told, runaway);
        Assert.Contains(judgements, j => j is Judgement.InsufficientData { Symptom: Symptom.Misconfiguration } && j.Resource == function.Id);
        Assert.Empty(judgements.OfType<Judgement.Trouble>());
    }

    [Fact]
    public async Task Tags_are_read_only_of_functions_on_a_loop_about_which_role_and_environment_agree()
    {
        AddSelfFeeding("process-work");
        AddConsumer("broad");
        _account.Writable[Given.Function("broad").RoleArn] = [Given.Queue("broad-queue").Arn];
        await RunAsync(15);
        Assert.Equal(["process-work"], _account.DetailsRead);
    }

    [Fact]
    public async Task The_incident_of_a_function_that_is_gone_ends()
    {
        var judgements = await RunAsync(15, Given.Firing(Symptom.UnintendedVersion, ResourceId.Function("deleted"), "ConfigurationWatcher"));
        Assert.IsType<Judgement.Healthy>(Assert.Single(judgements));
    }

    [Fact]
    public async Task Watchdogs_own_functions_are_not_read()
    {
        AddConsumer("watchdog-QueueWatcher");
        await RunAsync(15);
        Assert.Empty(_account.VersionsRead);
    }

    [Fact]
    public async Task What_is_only_not_as_recommended_is_noticed_and_told_nobody()
    {
        AddConsumer("orders");
        Assert.Empty((await RunAsync(15)).OfType<Judgement.Trouble>());
        Assert.Contains(_watch.Notices, n => n.Resource == ResourceId.Queue("orders-queue"));
    }

    private static (Symptom, ResourceId) Named(Judgement judgement) => (judgement.Symptom, judgement.Resource);

    [Fact]
    public async Task On_the_first_day_five_are_told_at_a_time_the_gravest_first_until_all_are()
    {
        for (var i = 0; i < 11; i++)
        {
            AddConsumer($"export-{i:00}");
            _account.Queues[^1] = _account.Queues[^1] with { VisibilityTimeout = TimeSpan.FromSeconds(30) };
        }
        AddConsumer("print-label");
        _account.Mappings[^1] = _account.Mappings[^1] with { Qualifier = "gone" };
        _account.Versions["print-label"] = Versions("print-label", "live");

        var open = new List<Incident>();
        foreach (var (run, news) in new[] { (1, 5), (2, 5), (3, 2), (4, 0) })
        {
            var told = (await RunAsync(run * 15, [.. open])).OfType<Judgement.Trouble>().Select(t => t.Finding).ToArray();
            Assert.Equal(open.Count + news, told.Length);
            if (run == 1)
                Assert.Contains(told, f => f.Resource == ResourceId.Function("print-label"));
            open = [.. told.Select(f => Given.Firing(f.Symptom, f.Resource, "ConfigurationWatcher"))];
        }
    }

    [Fact]
    public async Task A_mapping_to_a_function_that_does_not_exist_is_told_until_the_mapping_is_gone()
    {
        _account.Queues.Add(Given.Queue("work"));
        _account.Mappings.Add(Given.Mapping("work", "deleted"));
        var finding = Assert.Single((await RunAsync(15)).OfType<Judgement.Trouble>()).Finding;
        Assert.Equal((Symptom.Misconfiguration, ResourceId.Function("deleted"), Severity.Critical), (finding.Symptom, finding.Resource, finding.Severity));
        Assert.Contains("delete-event-source-mapping --uuid mapping-work-deleted", finding.Remedies[0], StringComparison.Ordinal);

        var open = Given.Firing(finding.Symptom, finding.Resource, "ConfigurationWatcher");
        Assert.Single((await RunAsync(30, open)).OfType<Judgement.Trouble>());
        _account.Mappings.Clear();
        Assert.IsType<Judgement.Healthy>(Assert.Single(await RunAsync(45, open)));
    }

    [Fact]
    public async Task A_mapping_that_is_off_may_name_whom_it_will()
    {
        _account.Queues.Add(Given.Queue("work"));
        _account.Mappings.Add(Given.Mapping("work", "deleted", state: "Disabled"));
        Assert.Empty(await RunAsync(15));
    }
}
