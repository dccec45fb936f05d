using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Topology;

public sealed class PushTriggerReaderTests
{
    private readonly FakePolicies _policies = new();
    private readonly PushTriggerReader _reader;

    public PushTriggerReaderTests() => _reader = new PushTriggerReader(_policies, _policies);

    private async Task<IReadOnlyList<PushTrigger>> ReadAsync(int minute, params Function[] functions)
    {
        _policies.Read.Clear();
        return await _reader.ReadAsync(An.Inventory(functions, []), An.Nine.AddMinutes(minute), TestContext.Current.CancellationToken);
    }

    private static Function[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => An.Function($"f{i:000}"))];

    private void AddBucket(string function, string? qualifier = null) =>
        _policies.Triggers.Add(new PushTrigger(new ResourceId(ResourceKind.Bucket, "uploads"), "arn:aws:s3:::uploads", function, qualifier));

    [Fact]
    public async Task What_a_policy_says_is_remembered_for_a_quarter_of_an_hour()
    {
        AddBucket("resize");
        Assert.Equal("resize", Assert.Single(await ReadAsync(0, An.Function("resize"))).Function);
        Assert.Single(await ReadAsync(14, An.Function("resize")));
        Assert.Empty(_policies.Read);
        _policies.Triggers.Clear();
        Assert.Empty(await ReadAsync(15, An.Function("resize")));
        Assert.Null(_reader.Gap);
    }

    [Fact]
    public async Task A_deployment_has_the_policy_read_again_at_once()
    {
        await ReadAsync(0, An.Function("resize"));
        AddBucket("resize");
        Assert.Single(await ReadAsync(2, An.Function("resize") with { LastModified = An.Nine.AddMinutes(1) }));
    }

    [Fact]
    public async Task One_call_reads_sixty_policies_and_says_what_is_missing_until_all_are_read()
    {
        var functions = Many(130);
        await ReadAsync(0, functions);
        var first = _policies.Read.ToArray();
        Assert.Equal(60, first.Length);
        Assert.Contains("70 functions", _reader.Gap, StringComparison.Ordinal);
        await ReadAsync(1, functions);
        Assert.Empty(_policies.Read.Intersect(first));
        await ReadAsync(2, functions);
        Assert.Equal(10, _policies.Read.Count);
        Assert.Null(_reader.Gap);
    }

    [Fact]
    public async Task What_was_deployed_last_is_read_first()
    {
        var functions = Many(80);
        functions[77] = functions[77] with { LastModified = An.Nine.AddMinutes(-1) };
        await ReadAsync(0, functions);
        Assert.Equal("f077", _policies.Read[0]);
    }

    [Fact]
    public async Task The_policy_of_an_alias_is_read_where_CloudWatch_knows_that_it_was_called()
    {
        AddBucket("resize", "live");
        _policies.Called.AddRange(["resize:live", "resize", "other:live"]);
        Assert.Equal("live", Assert.Single(await ReadAsync(0, An.Function("resize"))).Qualifier);
        Assert.Equal(["resize", "resize:live"], _policies.Read);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_keeps_what_was_known_is_told_and_holds_up_no_other()
    {
        AddBucket("resize");
        AddBucket("zip");
        await ReadAsync(0, An.Function("resize"));
        _policies.Fault = function => function == "resize" ? new InvalidOperationException("Access denied") : null;
        var triggers = await ReadAsync(20, An.Function("resize"), An.Function("zip"));
        Assert.Equal(["resize", "zip"], triggers.Select(t => t.Function));
        Assert.Contains("Access denied", _reader.Gap, StringComparison.Ordinal);

        _policies.Fault = _ => null;
        await ReadAsync(21, An.Function("resize"), An.Function("zip"));
        Assert.Equal(["resize"], _policies.Read);
        Assert.Null(_reader.Gap);
    }

    [Fact]
    public async Task After_three_refusals_Lambda_is_left_alone_until_the_next_call()
    {
        _policies.Fault = _ => new InvalidOperationException("Rate exceeded");
        await ReadAsync(0, Many(20));
        Assert.Equal(3, _policies.Read.Count);
        Assert.Contains("20 functions", _reader.Gap, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_function_takes_its_triggers_with_it()
    {
        AddBucket("resize");
        await ReadAsync(0, An.Function("resize"));
        Assert.Empty(await ReadAsync(1, An.Function("other")));
    }

    [Fact]
    public async Task Every_function_has_its_turn_even_if_each_call_is_the_first_of_its_process()
    {
        var functions = Many(100);
        var read = new HashSet<string>();
        for (var run = 0; run < 20; run++)
        {
            _policies.Read.Clear();
            await new PushTriggerReader(_policies, _policies).ReadAsync(
                An.Inventory(functions, []), An.Nine.AddMinutes(15 * run), TestContext.Current.CancellationToken);
            Assert.Equal(60, _policies.Read.Distinct().Count());
            read.UnionWith(_policies.Read);
        }
        Assert.Equal(100, read.Count);
    }

    [Fact]
    public async Task A_function_that_was_called_by_more_versions_than_a_call_may_read_keeps_no_other_from_being_read()
    {
        _policies.Called.AddRange(Enumerable.Range(1, 80).Select(version => $"a:{version}").Append("a:live"));
        AddBucket("a", "live");
        AddBucket("b");
        Assert.Equal(["a", "b"], (await ReadAsync(0, An.Function("a"), An.Function("b"))).Select(t => t.Function));
        Assert.Contains("a:live", _policies.Read);
        Assert.InRange(_policies.Read.Count, 3, 20);
        Assert.Null(_reader.Gap);
    }
}
