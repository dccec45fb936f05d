using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

public class TopologyCacheTests
{
    private readonly FakeAccount _account = new();
    private readonly TopologyCache _cache;

    public TopologyCacheTests()
    {
        _account.Functions.AddRange([Given.Function("orders"), Given.Function("imports")]);
        _account.Queues.AddRange([Given.Queue("work"), Given.Queue("failed")]);
        _account.Mappings.Add(Given.Mapping("work", "orders"));
        _account.Writable[Given.Function("orders").RoleArn] = [Given.Queue("work").Arn];
        _cache = new TopologyCache(_account, new PushTriggerReader(_account, _account));
    }

    private int IamRequests => _account.RolesAsked.Count;

    private async Task<TopologyGraph> AtMinute(int minute) =>
        await _cache.GetAsync(
            await _account.ReadAsync(TestContext.Current.CancellationToken), Given.AtMinute(minute), TestContext.Current.CancellationToken);

    [Fact]
    public async Task IAM_is_not_asked_again_while_nothing_changes()
    {
        var first = await AtMinute(0);
        Assert.Equal(1, IamRequests);
        Assert.Equal(["orders"], first.FunctionsOnLoops);

        for (var minute = 1; minute < 15; minute++)
            Assert.Same(first, await AtMinute(minute));
        Assert.Equal(1, IamRequests);
    }

    [Fact]
    public async Task IAM_is_asked_again_after_a_quarter_of_an_hour_since_a_role_can_change_unseen()
    {
        await AtMinute(0);
        _account.Writable.Clear();
        Assert.NotEmpty((await AtMinute(14)).FunctionsOnLoops);
        Assert.Empty((await AtMinute(15)).FunctionsOnLoops);
        await AtMinute(29);
        Assert.Equal(2, IamRequests);
    }

    [Fact]
    public async Task A_replayed_minute_from_before_is_not_answered_from_memory()
    {
        await AtMinute(30);
        await AtMinute(29);
        Assert.Equal(2, IamRequests);
    }

    public static TheoryData<string> Changes => ["code or environment", "role", "state of a mapping", "function of a mapping", "source of a mapping", "redrive policy", "new mapping", "push trigger"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task IAM_is_asked_again_at_once_when_something_changes_that_the_topology_is_made_of(string change)
    {
        await AtMinute(0);
        var (function, mapping, queue) = (_account.Functions[0], _account.Mappings[0], _account.Queues[0]);
        switch (change)
        {
            case "code or environment":
                _account.Functions[0] = function with { LastModified = Given.AtMinute(1) };
                break;
            case "role":
                _account.Functions[0] = function with { RoleArn = function.RoleArn + "-2" };
                break;
            case "state of a mapping":
                _account.Mappings[0] = mapping with { State = "Disabled" };
                break;
            case "function of a mapping":
                _account.Mappings[0] = mapping with { FunctionName = "imports" };
                break;
            case "source of a mapping":
                _account.Mappings[0] = mapping with { SourceArn = Given.Queue("failed").Arn };
                break;
            case "redrive policy":
                _account.Queues[0] = queue with { Redrive = new RedrivePolicy(Given.Queue("failed").Arn, 3) };
                break;
            case "push trigger":
                // A deployment brings it; otherwise a policy is looked at every quarter of an hour.
                _account.Functions[1] = _account.Functions[1] with { LastModified = Given.AtMinute(1) };
                _account.Triggers["imports"] = [Given.Trigger(ResourceKind.Bucket, "uploads", "imports")];
                break;
            default:
                _account.Mappings.Add(Given.Mapping("failed", "orders"));
                break;
        }
        var before = IamRequests;
        await AtMinute(1);
        Assert.True(IamRequests > before, $"{IamRequests}");
    }

    [Fact]
    public async Task Who_asks_seldom_may_be_content_with_an_older_topology()
    {
        async Task AskAsync(int minute) => await _cache.GetAsync(
            await _account.ReadAsync(TestContext.Current.CancellationToken), Given.AtMinute(minute), TestContext.Current.CancellationToken, TimeSpan.FromHours(1));
        await AskAsync(0);
        await AskAsync(45);
        Assert.Equal(1, IamRequests);
        await AskAsync(60);
        Assert.Equal(2, IamRequests);
    }

    [Fact]
    public async Task Push_triggers_that_become_known_slice_by_slice_cost_a_question_about_what_is_new_and_not_all_of_them_again()
    {
        for (var i = 0; i < 200; i++)
        {
            _account.Functions.Add(Given.Function($"f{i:000}"));
            _account.Triggers[$"f{i:000}"] = [Given.Trigger(ResourceKind.Bucket, "uploads", $"f{i:000}")];
        }
        _account.Writable[Given.Function("f123").RoleArn] = ["arn:aws:s3:::uploads"];
        for (var minute = 0; minute < 5; minute++)
            await AtMinute(minute);
        Assert.Equal(["f123", "orders"], (await AtMinute(5)).FunctionsOnLoops);
        // Each of the 200 once, and orders about its queue and about the bucket that nobody had heard of at first.
        Assert.InRange(IamRequests, 201, 202);
    }
}
