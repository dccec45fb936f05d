using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Tests.Detection;

public class MisconfigurationTests
{
    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");
    private static readonly FunctionDetails Ordinary = new(null, new Dictionary<string, string>(), RecursionAllowed: false);

    private static Queue Hiding(int seconds, int? maxReceiveCount = null) => Given.Queue(
        "work", maxReceiveCount is { } count ? new RedrivePolicy(Given.Queue("work-dlq").Arn, count) : null) with { VisibilityTimeout = TimeSpan.FromSeconds(seconds) };

    private static Judgement Judge(Queue queue, params EventSourceMapping[] mappings) => Misconfiguration.JudgeQueue(
        queue, [.. mappings.Select(m => new QueueReader(m, Given.Function(m.FunctionName)))], Given.AtMinute(15));

    private static Judgement Judge(
        EventSourceMapping[] mappings, FunctionVersions? versions = null, Loop? loop = null, FunctionDetails? details = null, bool isTold = false, string? gap = null) =>
        Misconfiguration.JudgeFunction(
            new FunctionSettings(Given.Function("orders"), [.. mappings], versions, loop) { Details = details, IsLoopTold = isTold, LoopGap = gap },
            Stack,
            Given.AtMinute(15));

    private static Finding FindingIn(Judgement judgement)
    {
        var finding = Assert.IsType<Judgement.Trouble>(judgement).Finding;
        Assert.Equal(Symptom.Misconfiguration, finding.Symptom);
        return finding;
    }

    private static Loop Feeding(WriteEvidence evidence, bool isLive = true)
    {
        var source = EventSources.FromMapping(Given.Queue("work").Arn)!;
        return new Loop(
            "orders", ["orders"], [new TriggerEdge(source, "orders", "mapping-work-orders", isLive)], "orders -> queue work -> orders", isLive,
            [new WriteEdge("orders", source, evidence, evidence is WriteEvidence.Role ? null : "QUEUE_URL")]);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(180, false)]
    public void A_queue_must_hide_its_messages_for_as_long_as_its_function_may_work_on_them(int seconds, bool isFound) =>
        Assert.Equal(isFound, Judge(Hiding(seconds), Given.Mapping("work", "orders")) is Judgement.Trouble);

    [Fact]
    public void A_short_visibility_timeout_is_told_of_the_queue_with_six_timeouts_and_the_window_as_the_remedy()
    {
        var finding = FindingIn(Judge(Hiding(30), Given.Mapping("work", "orders") with { BatchingWindow = TimeSpan.FromSeconds(20) }));
        Assert.Equal((ResourceId.Queue("work"), Severity.Warning, Given.AtMinute(15)), (finding.Resource, finding.Severity, finding.Since));
        Assert.Contains("hidden for 30 s once received, and orders may work on it for 60 s", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("--attributes VisibilityTimeout=380", finding.Remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_mapping_does_no_harm() =>
        Assert.IsType<Judgement.Healthy>(Judge(Hiding(30, maxReceiveCount: 1), Given.Mapping("work", "orders", state: "Disabled")));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_single_receive_is_no_chance_and_two_are_a_matter_of_taste(int receives, bool isFound) =>
        Assert.Equal(isFound, Judge(Hiding(180, receives), Given.Mapping("work", "orders")) is Judgement.Trouble);

    [Fact]
    public void What_is_wrong_with_one_queue_is_one_finding()
    {
        var finding = FindingIn(Judge(Hiding(30, maxReceiveCount: 1), Given.Mapping("work", "orders")));
        Assert.Contains("hidden for 30 s", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("after 1 receive:", finding.Summary, StringComparison.Ordinal);
        Assert.Contains(
            """--attributes '{"RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:work-dlq\",\"maxReceiveCount\":5}"}'""",
            finding.Remedies[^1], StringComparison.Ordinal);
    }

    public static TheoryData<string?, bool> Qualifiers => new()
    {
        { "live", false }, { "2", false }, { null, false }, { "$LATEST", false }, { "test", true }, { "3", true },
    };

    [Theory]
    [MemberData(nameof(Qualifiers))]
    public void A_mapping_must_name_an_alias_or_version_that_exists(string? qualifier, bool isFound)
    {
        var versions = new FunctionVersions("orders", [new(2, Given.Start)], [new("live", "2", ImmutableDictionary<string, double>.Empty)], []);
        var judgement = Judge([Given.Mapping("work", "orders") with { Qualifier = qualifier }], versions);
        Assert.Equal(isFound, judgement is Judgement.Trouble { Finding.Severity: Severity.Critical });
        if (isFound)
        {
            Assert.Contains($"orders:{qualifier}, which does not exist", FindingIn(judgement).Summary, StringComparison.Ordinal);
            Assert.EndsWith("--uuid mapping-work-orders --function-name orders:live", FindingIn(judgement).Remedies[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whether_an_alias_exists_is_not_known_before_it_was_looked_for()
    {
        Assert.IsType<Judgement.InsufficientData>(Judge([Given.Mapping("work", "orders") with { Qualifier = "live" }], versions: null));
        Assert.IsType<Judgement.Healthy>(Judge([Given.Mapping("work", "orders")], versions: null));
    }

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work", 10, 0, null)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work", 11, 0, 10)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work", 10_000, 1, null)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work", 10_001, 1, 10_000)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work.fifo", 11, 1, 10)]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/clicks", 10_000, 0, null)]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/clicks", 10_001, 0, 10_000)]
    [InlineData("arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026", 10_000, 0, null)]
    [InlineData("arn:aws:kafka:us-east-1:123456789012:cluster/c/1", 10_001, 0, 10_000)]
    [InlineData("arn:aws:mq:us-east-1:123456789012:broker:b:1", 50_000, 0, null)]
    public void A_batch_cannot_be_larger_than_its_source_gives(string source, int batchSize, int window, int? most)
    {
        var judgement = Judge([Given.Mapping("work", "orders") with { SourceArn = source, BatchSize = batchSize, BatchingWindow = TimeSpan.FromSeconds(window) }]);
        Assert.Equal(most is not null, judgement is Judgement.Trouble);
        if (most is { } largest)
            Assert.Equal(largest, FindingIn(judgement).Evidence.Single(e => e.Name == "largest batch possible").Value);
    }

    [Fact]
    public void A_loop_about_which_role_and_environment_agree_is_told_before_it_turns()
    {
        var finding = FindingIn(Judge([Given.Mapping("work", "orders")], loop: Feeding(WriteEvidence.RoleAndEnvironment), details: Ordinary));
        Assert.Equal(ResourceId.Function("orders"), finding.Resource);
        Assert.Contains("orders can feed itself: orders -> queue work -> orders.", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("QUEUE_URL names it", finding.Cause.Text, StringComparison.Ordinal);
        Assert.Contains(finding.Remedies, r => r.Contains("put-function-recursion-config --function-name orders --recursive-loop Allow", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WriteEvidence.Role, true)]
    [InlineData(WriteEvidence.EnvironmentAlone, true)]
    [InlineData(WriteEvidence.RoleAndEnvironment, false)]
    public void A_loop_that_only_one_of_them_knows_or_that_a_disabled_mapping_breaks_is_not_told(WriteEvidence evidence, bool isLive) =>
        Assert.IsType<Judgement.Healthy>(Judge([Given.Mapping("work", "orders")], loop: Feeding(evidence, isLive), details: Ordinary));

    [Fact]
    public void A_loop_that_its_owner_means_is_not_told()
    {
        var loop = Feeding(WriteEvidence.RoleAndEnvironment);
        Assert.IsType<Judgement.Healthy>(Judge([], loop: loop, details: Ordinary with { RecursionAllowed = true }));
        Assert.IsType<Judgement.Healthy>(
            Judge([], loop: loop, details: Ordinary with { Tags = new Dictionary<string, string> { ["watchdog:breaker"] = "off" } }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_a_loop_has_an_incident_of_its_own_its_setting_is_neither_told_nor_over_though_the_breaker_holds_its_mapping(bool isLive) =>
        Assert.IsType<Judgement.InsufficientData>(
            Judge([Given.Mapping("work", "orders")], loop: Feeding(WriteEvidence.RoleAndEnvironment, isLive), details: Ordinary, isTold: true));

    [Fact]
    public void What_could_not_be_read_is_not_healthy_but_hides_nothing_else()
    {
        Assert.IsType<Judgement.InsufficientData>(Judge([Given.Mapping("work", "orders")], gap: "policies were not read"));
        Assert.IsType<Judgement.InsufficientData>(Judge([], loop: Feeding(WriteEvidence.RoleAndEnvironment), details: null));
        Assert.IsType<Judgement.Trouble>(Judge([Given.Mapping("work", "orders", batchSize: 50)], gap: "policies were not read"));
    }
}
