using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

/// <summary>It is ten past one o'clock of the fifth day; what is published has been so for a month.</summary>
public class UnintendedVersionTests
{
    private static readonly DateTimeOffset Now = Given.Start.AddDays(4).AddHours(4).AddMinutes(10);
    private static readonly DateTimeOffset LongAgo = Given.Start.AddDays(-30);

    private readonly Dictionary<MetricQuery, IReadOnlyList<HourlyPoint>> _calls = [];
    private ImmutableArray<PublishedVersion> _published = [new(1, LongAgo), new(2, LongAgo), new(3, LongAgo)];
    private ImmutableArray<FunctionAlias> _aliases = [Alias("live", "3")];
    private ImmutableArray<ProvisionedConcurrency> _provisioned = [];
    private ImmutableArray<EventSourceMapping> _mappings = [];
    private ImmutableArray<PushTrigger> _triggers = [];

    private static FunctionAlias Alias(string name, string version, params (string Version, double Weight)[] weights) =>
        new(name, version, weights.ToImmutableDictionary(w => w.Version, w => w.Weight));

    private static EventSourceMapping Mapping(string? qualifier) => Given.Mapping("work", "orders") with { Qualifier = qualifier };

    /// <summary>One point an hour, the last one in the hour that is not over yet.</summary>
    private void Calls(MetricQuery query, params double[] hours)
    {
        var newest = new DateTimeOffset(Now.UtcDateTime.Date.AddHours(Now.Hour), TimeSpan.Zero);
        _calls[query] = [.. hours.Select((value, i) => new HourlyPoint(newest.AddHours(i + 1 - hours.Length), value)).Where(p => p.Value > 0)];
    }

    private void Unqualified(double calls) => Calls(LambdaMetrics.InvocationsUnqualified("orders"), calls);

    private void Of(string qualifier, double calls) => Calls(LambdaMetrics.InvocationsOf("orders", qualifier), calls);

    private Judgement Judge()
    {
        var signals = new VersionSignals(Given.Function("orders"), new FunctionVersions("orders", _published, _aliases, _provisioned), _mappings, _triggers, _calls);
        foreach (var query in signals.Queries)
            _calls.TryAdd(query, []);
        return UnintendedVersion.Judge(signals, new UnintendedVersionOptions(), Now);
    }

    private Finding Finding() => Assert.IsType<Judgement.Trouble>(Judge()).Finding;

    private void AssertHealthy() => Assert.IsType<Judgement.Healthy>(Judge());

    [Fact]
    public void A_mapping_without_a_qualifier_beside_an_alias_that_others_call_is_found_with_the_command_to_mend_it()
    {
        _mappings = [Mapping(null)];
        Unqualified(40);
        Of("live", 9_000);
        var finding = Finding();
        Assert.Equal((Symptom.UnintendedVersion, ResourceId.Function("orders"), Severity.Warning), (finding.Symptom, finding.Resource, finding.Severity));
        Assert.Contains("The mapping of queue work calls orders without a qualifier and so runs $LATEST: 40 calls", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("the others call orders:live (9,000 calls)", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("aws lambda update-event-source-mapping --uuid mapping-work-orders --function-name orders:live", finding.Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Concurrency_provisioned_for_an_alias_that_nobody_calls_while_latest_is_called_is_found()
    {
        _mappings = [Mapping(null)];
        _provisioned = [new("live", 5, 5)];
        Unqualified(900);
        var finding = Finding();
        Assert.Contains("5 executions of orders:live are kept ready and paid for, which nobody called", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains("delete-provisioned-concurrency-config --function-name orders --qualifier live", StringComparison.Ordinal));
    }

    [Fact]
    public void So_it_is_when_whoever_calls_is_not_known()
    {
        _provisioned = [new("live", 1, 1)];
        Unqualified(900);
        Assert.StartsWith("Somebody calls orders without a qualifier", Finding().Summary, StringComparison.Ordinal);
        Unqualified(20);
        AssertHealthy();
    }

    [Theory]
    [InlineData(ResourceKind.Bucket, "aws s3api put-bucket-notification-configuration --bucket source")]
    [InlineData(ResourceKind.Topic, "aws sns list-subscriptions-by-topic --topic-arn arn:aws:sns:us-east-1:123456789012:source")]
    [InlineData(ResourceKind.Rule, "aws events list-targets-by-rule --rule source")]
    public void A_push_trigger_without_a_qualifier_is_found_like_a_mapping(ResourceKind kind, string command)
    {
        _triggers = [Given.Trigger(kind, "source", "orders"), Given.Trigger(kind, "other", "orders", "live")];
        Unqualified(200);
        Of("live", 200);
        var finding = Finding();
        Assert.StartsWith($"{kind} source calls orders without a qualifier", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(command, finding.Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_permission_that_was_left_when_its_source_moved_to_the_alias_calls_nobody()
    {
        _triggers = [Given.Trigger(ResourceKind.Bucket, "uploads", "orders"), Given.Trigger(ResourceKind.Bucket, "uploads", "orders", "live")];
        Unqualified(200);
        Of("live", 200);
        AssertHealthy();
    }

    [Fact]
    public void A_few_calls_of_latest_may_be_somebody_trying_it_out()
    {
        _triggers = [Given.Trigger(ResourceKind.Bucket, "uploads", "orders")];
        Unqualified(49);
        Of("live", 9_000);
        AssertHealthy();
    }

    [Fact]
    public void Calls_of_latest_beside_a_used_alias_by_nobody_who_is_set_up_to_call_so_are_tests()
    {
        _mappings = [Mapping("live")];
        Unqualified(5_000);
        Of("live", 9_000);
        AssertHealthy();
    }

    [Fact]
    public void An_alias_that_nobody_calls_and_nothing_is_provisioned_for_says_nothing()
    {
        _mappings = [Mapping(null)];
        Unqualified(5_000);
        AssertHealthy();
    }

    [Fact]
    public void A_function_without_aliases_runs_latest_as_it_should_whatever_is_published_of_it()
    {
        _aliases = [];
        _mappings = [Mapping(null)];
        Unqualified(5_000);
        AssertHealthy();
    }

    [Fact]
    public void An_alias_of_latest_itself_runs_the_same_code()
    {
        _aliases = [Alias("dev", "$LATEST")];
        _mappings = [Mapping(null)];
        Unqualified(5_000);
        Of("dev", 5_000);
        AssertHealthy();
    }

    [Fact]
    public void A_deployment_that_has_provisioned_and_not_yet_switched_over_is_left_its_time()
    {
        _published = [new(3, Now.AddMinutes(-20))];
        _provisioned = [new("live", 5, 5)];
        _mappings = [Mapping(null)];
        Unqualified(900);
        AssertHealthy();
    }

    [Fact]
    public void A_mapping_pinned_to_a_version_that_the_alias_has_left_behind_is_found()
    {
        _mappings = [Mapping("1")];
        var finding = Finding();
        Assert.Contains("calls version 1 of orders by its number, and the alias live is at version 3: 2 releases went past", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("--function-name orders:live", finding.Remedies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "the alias's own version")]
    [InlineData("2", "an older one that another alias is at")]
    [InlineData("4", "newer than the alias: a release by number")]
    public void A_mapping_pinned_to_any_other_version_is_meant(string version, string because)
    {
        _published = [.. _published, new(4, LongAgo)];
        _aliases = [Alias("live", "3"), Alias("previous", "2")];
        _mappings = [Mapping(version)];
        Assert.True(Judge() is Judgement.Healthy, because);
    }

    [Fact]
    public void A_mapping_is_left_its_time_to_follow_an_alias_that_has_just_moved()
    {
        _published = [new(1, LongAgo), new(3, Now.AddMinutes(-30))];
        _mappings = [Mapping("1")];
        AssertHealthy();
    }

    [Fact]
    public void An_alias_on_an_older_version_is_a_rollback()
    {
        _aliases = [Alias("live", "1")];
        _mappings = [Mapping("live")];
        Of("live", 9_000);
        AssertHealthy();
    }

    private void Canary(double[] older, double[] newer)
    {
        _aliases = [Alias("live", "3", ("2", 0.1))];
        _mappings = [Mapping("live")];
        Calls(LambdaMetrics.InvocationsOfVersion("orders", "live", "2"), older);
        Calls(LambdaMetrics.InvocationsOfVersion("orders", "live", "3"), newer);
    }

    [Fact]
    public void A_canary_that_has_divided_the_calls_for_hours_is_found_with_its_beginning()
    {
        Canary([40, 40, 40, 40, 40, 40, 7], [360, 360, 360, 360, 360, 360, 60]);
        var finding = Finding();
        Assert.Contains("sends 90 % of its calls to version 3 and 10 % of its calls to version 2, and has done so for 5 h 10 min at least", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(Now.AddHours(-5).AddMinutes(-10), finding.Since);
        Assert.EndsWith("update-alias --function-name orders --name live --function-version 3 --routing-config AdditionalVersionWeights={}", finding.Remedies[0], StringComparison.Ordinal);
        Assert.Contains("--function-version 2 ", finding.Remedies[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_canary_of_two_hours_is_under_way_though_its_version_is_a_month_old()
    {
        Canary([0, 0, 0, 0, 40, 40, 7], [400, 400, 400, 400, 360, 360, 60]);
        AssertHealthy();
    }

    [Fact]
    public void A_second_attempt_is_not_counted_from_the_first_one()
    {
        Canary([40, 40, 0, 0, 0, 40, 7], [360, 360, 400, 400, 400, 360, 60]);
        AssertHealthy();
    }

    [Fact]
    public void Hours_with_too_few_calls_to_be_divided_do_not_interrupt_a_canary()
    {
        Canary([40, 0, 0, 1, 0, 0, 7], [360, 20, 10, 5, 0, 8, 60]);
        Assert.NotNull(Finding());
    }

    [Fact]
    public void A_canary_that_nobody_calls_runs_nothing_unintended()
    {
        Canary([], []);
        AssertHealthy();
    }

    [Fact]
    public void Without_its_calls_nothing_is_said_of_a_function_that_needs_them()
    {
        var signals = new VersionSignals(
            Given.Function("orders"), new FunctionVersions("orders", _published, _aliases, []), [Mapping(null)], [], _calls);
        Assert.IsType<Judgement.InsufficientData>(UnintendedVersion.Judge(signals, new UnintendedVersionOptions(), Now));
    }

    [Fact]
    public void CloudWatch_is_asked_nothing_about_a_function_all_of_whose_callers_name_an_alias_with_one_version()
    {
        var versions = new FunctionVersions("orders", _published, _aliases, []);
        Assert.Empty(new VersionSignals(Given.Function("orders"), versions, [Mapping("live")], [], _calls).Queries);
        Assert.Empty(new VersionSignals(Given.Function("orders"), versions with { Aliases = [] }, [Mapping(null)], [], _calls).Queries);
    }

    [Fact]
    public void Executions_kept_ready_for_a_version_serve_the_alias_that_points_to_it()
    {
        _mappings = [Mapping("live")];
        _provisioned = [new("3", 5, 5)];
        Unqualified(60);
        Of("live", 9_000);
        AssertHealthy();
    }

    [Fact]
    public void What_is_still_being_made_ready_cannot_be_called_yet()
    {
        _mappings = [Mapping(null)];
        _provisioned = [new("live", 5, 2)];
        Unqualified(9_000);
        AssertHealthy();
    }

    [Fact]
    public void Where_one_alias_points_to_LATEST_it_is_a_stage_among_others_and_called_on_purpose()
    {
        _aliases = [Alias("dev", "$LATEST"), Alias("live", "3")];
        _mappings = [Mapping(null)];
        Unqualified(400);
        Of("live", 9_000);
        AssertHealthy();
    }
}
