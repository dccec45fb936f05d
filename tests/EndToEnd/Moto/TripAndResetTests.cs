using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Native;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>
/// What the breaker holds is as it was after a reset, all of it, as the AWS CLI shows it on a moto server. moto does not model: IAM's simulation,
/// so that no loop is known and all triggers of the function are held, without an experiment; the states of a mapping between two settings, and
/// what Lambda refuses meanwhile; pollers, so that nothing is ever invoked; the account's settings and the functions' recursion setting, which
/// <see cref="MotoGaps"/> answers; signatures, which it does not check. All that is the simulator's to show.
/// </summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class TripAndResetTests(NativeExecutable native)
{
    [Fact]
    public async Task A_queues_mapping_is_disabled_by_trip_and_after_reset_it_is_as_it_was()
    {
        await using var account = await MotoAccount.StartAsync();
        var uuid = await account.MapQueueAsync();
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        var before = await account.MappingAsync(uuid);
        Assert.Equal(("Enabled", 7, 5), ((string?)before["State"], (int?)before["BatchSize"], (int?)before["ScalingConfig"]!["MaximumConcurrency"]));

        var tripped = await breaker.AskAsync("trip");
        Assert.Equal("open", (string?)tripped["circuits"]![0]!["state"]);
        var held = await account.MappingAsync(uuid);
        Assert.Equal("Disabled", (string?)held["State"]);
        AssertSame(before, held, except: "State");

        foreach (var status in new[] { "status", "status-of-one" })
        {
            var circuit = Assert.Single((await breaker.AskAsync(status))["circuits"]!.AsArray())!;
            Assert.Equal((MotoAccount.Function, "open", true), ((string?)circuit["function"], (string?)circuit["state"], (bool?)circuit["applied"]));
            var mapping = circuit["mappings"]![0]!;
            Assert.Equal((uuid, "Enabled", "Disabled"), ((string?)mapping["uuid"], (string?)mapping["before"]!["state"], (string?)mapping["now"]!["state"]));
        }

        await breaker.AskAsync("reset");
        AssertSame(before, await account.MappingAsync(uuid));
        Assert.Equal(["reset", "trip"], await ActionsAsync(breaker, "history"));
        Assert.Equal(["reset", "trip"], await ActionsAsync(breaker, "history-of-one"));
        Assert.Empty((await breaker.AskAsync("status"))["circuits"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task A_queues_mapping_is_choked_by_contain_and_after_reset_it_is_as_it_was()
    {
        await using var account = await MotoAccount.StartAsync();
        var uuid = await account.MapQueueAsync();
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        var before = await account.MappingAsync(uuid);

        Assert.Equal("contained", (string?)(await breaker.AskAsync("contain"))["circuits"]![0]!["state"]);
        var choked = await account.MappingAsync(uuid);
        Assert.Equal(("Enabled", 2), ((string?)choked["State"], (int?)choked["ScalingConfig"]!["MaximumConcurrency"]));
        AssertSame(before, choked, except: "ScalingConfig");
        await breaker.AskAsync("reconcile");
        AssertSame(choked, await account.MappingAsync(uuid));

        await breaker.AskAsync("reset");
        AssertSame(before, await account.MappingAsync(uuid));
    }

    [Fact]
    public async Task An_open_circuit_is_probed_and_reset_and_the_mapping_is_as_it_was()
    {
        await using var account = await MotoAccount.StartAsync();
        var uuid = await account.MapQueueAsync();
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        var before = await account.MappingAsync(uuid);

        await breaker.AskAsync("trip");
        Assert.Equal("half-open", (string?)(await breaker.AskAsync("probe"))["circuits"]![0]!["state"]);
        var probed = await account.MappingAsync(uuid);
        Assert.Equal(("Enabled", 2), ((string?)probed["State"], (int?)probed["ScalingConfig"]!["MaximumConcurrency"]));

        await breaker.AskAsync("reset-force");
        AssertSame(before, await account.MappingAsync(uuid));
        Assert.Equal(["reset", "probe", "trip"], await ActionsAsync(breaker, "history"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(25)]
    public async Task A_function_that_a_topic_calls_is_left_one_execution_and_after_reset_its_reservation_is_as_it_was(int? reserved)
    {
        await using var account = await MotoAccount.StartAsync();
        await account.SubscribeToTopicAsync();
        if (reserved is { } executions)
            await account.ReserveAsync(executions);
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        Assert.Equal(reserved, await account.ReservedAsync());

        var tripped = await breaker.AskAsync("trip");
        Assert.Contains("asynchronous events wait and are tried again for 6 hours", (string?)tripped["circuits"]![0]!["meanwhile"]![0], StringComparison.Ordinal);
        Assert.Equal(1, await account.ReservedAsync());

        await breaker.AskAsync("reset");
        Assert.Equal(reserved, await account.ReservedAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(25)]
    public async Task What_escalate_holds_beside_the_mapping_is_given_back_by_a_reset_of_all(int? reserved)
    {
        await using var account = await MotoAccount.StartAsync();
        var uuid = await account.MapQueueAsync();
        if (reserved is { } executions)
            await account.ReserveAsync(executions);
        await using var breaker = await MotoBreaker.StartAsync(native, account);
        var before = await account.MappingAsync(uuid);

        await breaker.AskAsync("trip");
        Assert.Equal(reserved, await account.ReservedAsync());
        await breaker.AskAsync("escalate");
        Assert.Equal(("Disabled", 1), ((string?)(await account.MappingAsync(uuid))["State"], await account.ReservedAsync()));

        await breaker.AskAsync("reset-all");
        AssertSame(before, await account.MappingAsync(uuid));
        Assert.Equal(reserved, await account.ReservedAsync());
    }

    private static async Task<string[]> ActionsAsync(MotoBreaker breaker, string file) =>
        [.. (await breaker.AskAsync(file))["history"]!.AsArray().Select(entry => (string)entry!["action"]!)];

    /// <summary>All members are the same, but for the time of the last change and the one that is named.</summary>
    private static void AssertSame(JsonNode expected, JsonNode actual, string? except = null)
    {
        Assert.Equal(Text(expected), Text(actual));

        string Text(JsonNode node)
        {
            var members = node.DeepClone().AsObject();
            foreach (var name in new[] { "LastModified", except }.OfType<string>())
                members.Remove(name);
            return members.ToJsonString();
        }
    }
}
