using System.Text.Json.Nodes;
using Watchdog.Aws.Tests.Support;
using Watchdog.Aws.Triggers;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Triggers;

/// <summary>
/// What was there before is there again after a change and the change back, all of it, as the AWS CLI shows it. moto carries every change out at once:
/// the states of a mapping in between, and what Lambda refuses meanwhile, are the simulator's to show.
/// </summary>
public sealed class ThereAndBack(MotoServer moto)
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queues_mapping_is_choked_and_is_as_it_was()
    {
        var uuid = (string)(await moto.SeedAsync("back-queue-"))["mapping"]!;
        using var lambda = Clients.Lambda(moto.Url);
        var control = new MappingControl(lambda);
        var before = await MappingAsync(uuid);
        // moto shows a maximum that is absent and one that was taken away differently; to the CLI's user both say none.
        await control.ChangeAsync(uuid, new MappingChange(Enabled: null, new ScalingChange(5)), _token);
        var capped = await MappingAsync(uuid);
        var recorded = (await control.FindAsync(uuid, _token))!;

        await control.ChangeAsync(uuid, new MappingChange(Enabled: false, new ScalingChange(2), BatchSize: 1), _token);
        var choked = await MappingAsync(uuid);
        Assert.Equal(("Disabled", 2, 1), ((string?)choked["State"], (int?)choked["ScalingConfig"]!["MaximumConcurrency"], (int?)choked["BatchSize"]));

        await control.ChangeAsync(
            uuid, new MappingChange(recorded.IsEnabled, new ScalingChange(recorded.MaximumConcurrency), recorded.BatchSize), _token);
        AssertSame(capped, await MappingAsync(uuid));
        await control.ChangeAsync(uuid, new MappingChange(Enabled: null, new ScalingChange(null)), _token);
        var after = await MappingAsync(uuid);
        Assert.Null(after["ScalingConfig"]?["MaximumConcurrency"]);
        AssertSame(before, after, "ScalingConfig");
    }

    [Fact]
    public async Task A_streams_mapping_is_choked_and_is_as_it_was()
    {
        var uuid = (string)(await moto.SeedAsync("back-stream-"))["streamMapping"]!;
        using var lambda = Clients.Lambda(moto.Url);
        var control = new MappingControl(lambda);
        var before = await MappingAsync(uuid);
        var recorded = (await control.FindAsync(uuid, _token))!;
        Assert.Equal((100, 3), (recorded.BatchSize, recorded.Stream!.ParallelizationFactor));

        await control.ChangeAsync(uuid, new MappingChange(Enabled: null, BatchSize: 10, ParallelizationFactor: 1), _token);
        var choked = await MappingAsync(uuid);
        Assert.Equal(("Enabled", 10, 1), ((string?)choked["State"], (int?)choked["BatchSize"], (int?)choked["ParallelizationFactor"]));
        AssertSame(before, choked, "BatchSize", "ParallelizationFactor");

        await control.ChangeAsync(
            uuid, new MappingChange(Enabled: null, BatchSize: recorded.BatchSize, ParallelizationFactor: recorded.Stream.ParallelizationFactor), _token);
        AssertSame(before, await MappingAsync(uuid));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("some", 25)]
    [InlineData("zero", 0)]
    public async Task A_reservation_is_cut_and_is_as_it_was_also_when_there_was_none(string name, int? reserved)
    {
        await moto.SeedAsync($"back-{name}-");
        var function = $"back-{name}-other";
        if (reserved is { } executions)
            await AwsCli.RunAsync(moto.Url, "lambda", "put-function-concurrency", "--function-name", function, "--reserved-concurrent-executions", $"{executions}");
        using var lambda = Clients.Lambda(moto.Url);
        var control = new ConcurrencyControl(lambda);
        var recorded = (await control.FindAsync(function, _token))!;
        Assert.Equal(new Watchdog.Core.Resources.FunctionConcurrency(reserved, HasFailureDestination: false), recorded);

        foreach (var choked in new[] { 1, 0 })
        {
            await control.ChangeAsync(function, choked, _token);
            Assert.Equal(choked, await ReservedAsync(function));
        }
        await control.ChangeAsync(function, recorded.Reserved, _token);
        Assert.Equal(reserved, await ReservedAsync(function));
    }

    [Theory]
    [InlineData("rule", "nightly")]
    [InlineData("busRule", "placed")]
    public async Task A_rule_of_whatever_bus_is_disabled_and_is_as_it_was(string which, string name)
    {
        var arn = (string)(await moto.SeedAsync($"back-{which}-"))[which]!;
        string[] place = which == "busRule" ? ["--event-bus-name", "back-busRule-bus"] : [];
        Task<JsonNode> DescribeAsync() => AwsCli.RunAsync(moto.Url, ["events", "describe-rule", "--name", $"back-{which}-{name}", .. place]);
        using var events = Clients.EventBridge(moto.Url);
        var control = new RuleControl(events);
        var before = await DescribeAsync();
        Assert.Equal(arn, (string?)before["Arn"]);

        await control.ChangeAsync(arn, enabled: false, _token);
        Assert.Equal("DISABLED", (string?)(await DescribeAsync())["State"]);
        Assert.False((await control.FindAsync(arn, _token))!.IsEnabled);
        await control.ChangeAsync(arn, enabled: true, _token);
        AssertSame(before, await DescribeAsync());
    }

    private Task<JsonNode> MappingAsync(string uuid) => AwsCli.RunAsync(moto.Url, "lambda", "get-event-source-mapping", "--uuid", uuid);

    private async Task<int?> ReservedAsync(string function) =>
        (int?)(await AwsCli.RunAsync(moto.Url, "lambda", "get-function-concurrency", "--function-name", function))["ReservedConcurrentExecutions"];

    /// <summary>All members are the same, but for the time of the last change and those that are named.</summary>
    private static void AssertSame(JsonNode expected, JsonNode actual, params string[] except)
    {
        static string Text(JsonNode node, string[] except)
        {
            var members = node.DeepClone().AsObject();
            foreach (var name in except.Append("LastModified"))
                members.Remove(name);
            return members.ToJsonString();
        }

        Assert.Equal(Text(expected, except), Text(actual, except));
    }
}
