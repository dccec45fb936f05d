using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Topology;

public sealed class TopologyGraphTests
{
    [Fact]
    public void A_function_that_writes_to_its_own_queue_is_a_loop()
    {
        var loop = Graph([Trigger("work", "process-work", "m1")], [Write("process-work", "work")]).LoopThrough("process-work");
        Assert.NotNull(loop);
        Assert.Equal("process-work -> queue work -> process-work", loop.Path);
        Assert.Equal(["process-work"], loop.Functions);
        Assert.Equal(["m1"], loop.OwnMappings.Select(m => m.MappingUuid));
        Assert.True(loop.IsLive);
    }

    [Fact]
    public void A_loop_over_two_functions_is_seen_from_both_and_each_is_given_its_own_mapping()
    {
        var graph = Graph(
            [Trigger("q1", "a", "to-a"), Trigger("q2", "b", "to-b"), Trigger("side", "a", "beside")],
            [Write("a", "q2"), Write("b", "q1")]);
        Assert.Equal("a -> queue q2 -> b -> queue q1 -> a", graph.LoopThrough("a")!.Path);
        Assert.Equal("b -> queue q1 -> a -> queue q2 -> b", graph.LoopThrough("b")!.Path);
        Assert.Equal(["a", "b"], graph.LoopThrough("a")!.Functions);
        Assert.Equal(["to-a"], graph.LoopThrough("a")!.OwnMappings.Select(m => m.MappingUuid));
        Assert.Equal(["a", "b"], graph.FunctionsOnLoops);
    }

    [Fact]
    public void A_chain_that_does_not_come_back_is_no_loop()
    {
        var graph = Graph([Trigger("q1", "a", "1"), Trigger("q2", "b", "2")], [Write("a", "q2")]);
        Assert.Null(graph.LoopThrough("a"));
        Assert.Null(graph.LoopThrough("b"));
        Assert.Null(graph.LoopThrough("unknown"));
        Assert.Empty(graph.FunctionsOnLoops);
    }

    [Fact]
    public void A_function_that_only_feeds_a_loop_does_not_lie_on_it()
    {
        var graph = Graph(
            [Trigger("in", "feeder", "1"), Trigger("work", "process-work", "2")],
            [Write("feeder", "work"), Write("process-work", "work")]);
        Assert.Null(graph.LoopThrough("feeder"));
        Assert.NotNull(graph.LoopThrough("process-work"));
    }

    [Fact]
    public void A_disabled_mapping_leaves_the_loop_there_but_not_live()
    {
        var loop = Graph([Trigger("work", "process-work", "m1", enabled: false)], [Write("process-work", "work")]).LoopThrough("process-work");
        Assert.False(loop!.IsLive);
        Assert.Equal(["m1"], loop.Triggers.Select(m => m.MappingUuid));
    }

    [Fact]
    public void The_path_takes_a_live_way_round_though_a_disabled_one_is_shorter()
    {
        var graph = Graph(
            [Trigger("q1", "a", "1", enabled: false), Trigger("q2", "b", "2"), Trigger("q3", "a", "3")],
            [Write("a", "q1"), Write("a", "q2"), Write("b", "q3")]);
        Assert.Equal("a -> queue q2 -> b -> queue q3 -> a", graph.LoopThrough("a")!.Path);
    }

    [Fact]
    public void A_dead_letter_queue_closes_a_loop()
    {
        var graph = new TopologyGraph(
            [Trigger("work", "process-work", "1"), Trigger("dlq", "redrive", "2")],
            [Write("redrive", "work")],
            [new DeadLetterEdge(Source("work"), Source("dlq"))]);
        Assert.Equal("redrive -> queue work -> queue dlq -> redrive", graph.LoopThrough("redrive")!.Path);
        Assert.Null(graph.LoopThrough("process-work"));
    }

    [Fact]
    public void Queues_of_the_same_name_in_two_accounts_are_two_queues()
    {
        var foreign = EventSources.FromMapping("arn:aws:sqs:us-east-1:999999999999:work")!;
        var graph = Graph([new TriggerEdge(foreign, "process-work", "1", true)], [Write("process-work", "work")]);
        Assert.Null(graph.LoopThrough("process-work"));
    }

    [Fact]
    public void Evidence_of_the_writes_on_the_path_is_told_in_sentences() => Assert.Equal(
        ["The role of process-work may write to queue work, and its environment variable QUEUE_URL names it."],
        Graph([Trigger("work", "process-work", "1")], [Write("process-work", "work")]).LoopThrough("process-work")!.Evidence);

    [Fact]
    public void A_bucket_that_calls_without_a_mapping_closes_a_loop_and_is_none_of_the_mappings()
    {
        var bucket = new EventSource(new ResourceId(ResourceKind.Bucket, "uploads"), "arn:aws:s3:::uploads");
        var loop = Graph(
            [new TriggerEdge(bucket, "resize", null, true), Trigger("jobs", "resize", "m1")],
            [new WriteEdge("resize", bucket, WriteEvidence.RoleAndEnvironment, "BUCKET")]).LoopThrough("resize")!;
        Assert.Equal("resize -> bucket uploads -> resize", loop.Path);
        Assert.Empty(loop.OwnMappings);
        Assert.Equal(bucket, Assert.Single(loop.OwnPushTriggers).Source);
    }

    [Fact]
    public void The_path_takes_a_way_that_the_environment_names_though_a_broad_role_allows_a_shorter_one()
    {
        var loop = Graph(
            [Trigger("q1", "a", "1"), Trigger("q2", "b", "2")],
            [new WriteEdge("a", Source("q1"), WriteEvidence.Role, null), Write("a", "q2"), Write("b", "q1")]).LoopThrough("a")!;
        Assert.Equal("a -> queue q2 -> b -> queue q1 -> a", loop.Path);
        Assert.True(loop.IsNamed);
        Assert.True(loop.IsAgreed);
    }

    [Theory]
    [InlineData(WriteEvidence.RoleAndEnvironment, "QUEUE", true, true)]
    [InlineData(WriteEvidence.EnvironmentAlone, "QUEUE", true, false)]
    [InlineData(WriteEvidence.Role, null, false, false)]
    public void How_sure_a_loop_is_depends_on_what_speaks_for_its_writes(WriteEvidence evidence, string? variable, bool named, bool agreed)
    {
        var loop = Graph([Trigger("work", "process-work", "m1")], [new WriteEdge("process-work", Source("work"), evidence, variable)]).LoopThrough("process-work")!;
        Assert.Equal((named, agreed), (loop.IsNamed, loop.IsAgreed));
    }

    private static TopologyGraph Graph(TriggerEdge[] triggers, WriteEdge[] writes) => new([.. triggers], [.. writes], []);

    private static EventSource Source(string queue) => EventSources.FromMapping(An.QueueArn(queue))!;

    private static TriggerEdge Trigger(string queue, string function, string uuid, bool enabled = true) =>
        new(Source(queue), function, uuid, enabled);

    private static WriteEdge Write(string function, string queue) =>
        new(function, Source(queue), WriteEvidence.RoleAndEnvironment, "QUEUE_URL");
}
