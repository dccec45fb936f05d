using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Topology;

public sealed class TopologyBuilderTests
{
    private readonly FakePermissions _permissions = new();

    [Fact]
    public async Task A_role_that_allows_the_write_and_a_variable_that_names_the_queue_make_the_strongest_edge()
    {
        _permissions.Allow("process-work", An.QueueArn("work"));
        var graph = await BuildAsync(ProcessWork(("QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/work")));
        var edge = Assert.Single(graph.Writes);
        Assert.Equal(WriteEvidence.RoleAndEnvironment, edge.Evidence);
        Assert.Equal("QUEUE_URL", edge.Variable);
    }

    [Fact]
    public async Task A_role_that_forbids_the_write_makes_no_edge_whatever_the_environment_says()
    {
        _permissions.Allow("process-work");
        Assert.Empty((await BuildAsync(ProcessWork(("QUEUE", "work")))).Writes);
    }

    [Fact]
    public async Task A_role_alone_makes_an_edge()
    {
        _permissions.Allow("process-work", An.QueueArn("work"));
        Assert.Equal(WriteEvidence.Role, Assert.Single((await BuildAsync(ProcessWork())).Writes).Evidence);
    }

    [Fact]
    public async Task Where_IAM_does_not_say_the_environment_alone_is_evidence_and_the_edge_says_so()
    {
        _permissions.Silent("process-work");
        var edge = Assert.Single((await BuildAsync(ProcessWork(("QUEUE", An.QueueArn("work"))))).Writes);
        Assert.Equal(WriteEvidence.EnvironmentAlone, edge.Evidence);
        Assert.Contains("not known", edge.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_IAM_does_not_say_and_nothing_names_the_queue_there_is_no_edge()
    {
        _permissions.Silent("process-work");
        Assert.Empty((await BuildAsync(ProcessWork(("MODE", "network")))).Writes);
    }

    [Fact]
    public async Task IAM_is_asked_once_for_a_role_that_many_functions_share()
    {
        await BuildAsync(An.Inventory(
            [An.Function("a", "shared"), An.Function("b", "shared"), An.Function("c", "own")],
            [An.Mapping("1", An.QueueArn("qa"), "a"), An.Mapping("2", An.QueueArn("qb"), "b"), An.Mapping("3", An.QueueArn("qc"), "c")]));
        Assert.Equal(["own", "shared"], _permissions.Asked.Select(a => a.Role.Split('/')[1]).Order());
    }

    [Fact]
    public async Task IAM_is_not_asked_about_functions_without_a_trigger_nor_about_queues_without_a_consumer()
    {
        await BuildAsync(An.Inventory(
            [An.Function("process-work"), An.Function("untriggered")],
            [An.Mapping("1", An.QueueArn("work"), "process-work")],
            An.Queue("work"), An.Queue("unread")));
        var (role, arns) = Assert.Single(_permissions.Asked);
        Assert.EndsWith("/process-work", role, StringComparison.Ordinal);
        Assert.Equal([An.QueueArn("work")], arns);
    }

    [Fact]
    public async Task IAM_is_not_asked_at_all_in_an_account_without_mappings()
    {
        await BuildAsync(An.Inventory([An.Function("a")], [], An.Queue("work")));
        Assert.Empty(_permissions.Asked);
    }

    [Fact]
    public async Task A_tables_stream_is_fed_by_writes_to_the_table()
    {
        _permissions.Allow("copy", An.TableArn("orders"));
        var graph = await BuildAsync(An.Inventory([An.Function("copy")], [An.Mapping("1", An.TableStreamArn("orders"), "copy")]));
        Assert.Equal("copy -> table orders -> copy", graph.LoopThrough("copy")!.Path);
    }

    [Fact]
    public async Task A_queue_whose_dead_letter_queue_is_read_can_close_a_loop_though_nobody_reads_itself()
    {
        _permissions.Allow("redrive", An.QueueArn("work"));
        var graph = await BuildAsync(An.Inventory(
            [An.Function("redrive")],
            [An.Mapping("1", An.QueueArn("work-dlq"), "redrive")],
            An.Queue("work", "work-dlq"), An.Queue("work-dlq")));
        Assert.Equal("redrive -> queue work -> queue work-dlq -> redrive", graph.LoopThrough("redrive")!.Path);
    }

    [Theory]
    [InlineData("work", true)]
    [InlineData("other,work", true)]
    [InlineData("""{"queue":"work"}""", true)]
    [InlineData("arn:aws:sqs:us-east-1:123456789012:work", true)]
    [InlineData("https://queue.amazonaws.com/123456789012/work", true)]
    [InlineData("http://localhost:4566/123456789012/work", true)]
    [InlineData("work-dlq", false)]
    [InlineData("network", false)]
    [InlineData("arn:aws:sqs:us-east-1:999999999999:work", false)]
    [InlineData("https://queue.amazonaws.com/999999999999/work", false)]
    [InlineData("", false)]
    public void A_variable_names_a_queue_by_name_ARN_or_URL_as_a_whole_word(string value, bool names) =>
        Assert.Equal(
            names ? "TARGET" : null,
            new EnvironmentReferences(new Dictionary<string, string> { ["TARGET"] = value })
                .VariableNaming(EventSources.FromMapping(An.QueueArn("work"))!));

    [Fact]
    public void A_variable_with_a_tables_stream_names_the_table_and_of_two_variables_the_first_by_name_is_told() => Assert.Equal(
        "A_STREAM",
        new EnvironmentReferences(new Dictionary<string, string> { ["TABLE"] = "orders", ["A_STREAM"] = An.TableStreamArn("orders") })
            .VariableNaming(EventSources.FromMapping(An.TableStreamArn("orders"))!));

    [Theory]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/clicks", "stream clicks")]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/clicks/consumer/fast:1", "stream clicks")]
    [InlineData("arn:aws:kafka:us-east-1:123456789012:cluster/c/1", null)]
    [InlineData("nonsense", null)]
    public void What_has_to_be_written_to_is_told_from_the_mappings_source(string arn, string? source) =>
        Assert.Equal(source, EventSources.FromMapping(arn)?.ToString());

    [Fact]
    public async Task A_topic_or_bucket_that_calls_a_function_is_a_trigger_whichever_qualifier_it_calls_by()
    {
        _permissions.Allow("resize", "arn:aws:s3:::uploads");
        var graph = await BuildAsync(
            An.Inventory([An.Function("resize", "", ("TARGET", "s3://uploads/thumbnails"))], []),
            Push(ResourceKind.Bucket, "arn:aws:s3:::uploads", null), Push(ResourceKind.Bucket, "arn:aws:s3:::uploads", "live"));
        Assert.True(Assert.Single(graph.Triggers).IsPush);
        Assert.Equal(WriteEvidence.RoleAndEnvironment, Assert.Single(graph.Writes).Evidence);
        Assert.Equal("resize -> bucket uploads -> resize", graph.LoopThrough("resize")!.Path);
    }

    [Fact]
    public async Task IAM_is_never_asked_about_a_rule_which_nobody_writes_to()
    {
        var graph = await BuildAsync(
            An.Inventory([An.Function("resize")], []), Push(ResourceKind.Rule, "arn:aws:events:us-east-1:123456789012:rule/nightly", null));
        Assert.Single(graph.Triggers);
        Assert.Empty(_permissions.Asked);
    }

    private static PushTrigger Push(ResourceKind kind, string arn, string? qualifier) => new(new ResourceId(kind, arn.Split(':', '/')[^1]), arn, "resize", qualifier);

    private static Inventory ProcessWork(params (string, string)[] environment) => An.Inventory(
        [An.Function("process-work", "", environment)], [An.Mapping("1", An.QueueArn("work"), "process-work")], An.Queue("work"));

    private Task<TopologyGraph> BuildAsync(Inventory inventory, params PushTrigger[] pushTriggers) =>
        new TopologyBuilder(_permissions).BuildAsync(inventory, pushTriggers, TestContext.Current.CancellationToken);
}
