using Watchdog.Aws.State;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Breaker;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.State;

public sealed class CircuitStoreTests(MotoServer moto)
{
    [Fact]
    public async Task A_circuit_comes_back_as_it_was_saved()
    {
        var store = await Make("circuit-roundtrip");
        var token = TestContext.Current.CancellationToken;
        Assert.Null(await store.FindAsync("orders", token));
        var saved = Samples.Circuit("orders");
        Assert.True(await store.TrySaveAsync(saved, Samples.Transition("orders", 0), token));
        Assert.True(await store.TrySaveAsync(Samples.Circuit("billing", CircuitState.HalfOpen), null, token));

        Assert.Equivalent(saved, await store.FindAsync("orders", token), strict: true);
        Assert.Equal(saved.Recorded, (await store.FindAsync("orders", token))!.Recorded);
        Assert.Equal(["billing", "orders"], (await store.ReadAllAsync(token)).Select(c => c.Function));
        Assert.Equivalent(Samples.Transition("orders", 0), Assert.Single(await store.ReadHistoryAsync(null, 10, token)), strict: true);
    }

    [Fact]
    public async Task Of_two_who_open_a_circuit_exactly_one_wins_and_leaves_its_transition()
    {
        var store = await Make("circuit-race");
        var token = TestContext.Current.CancellationToken;
        // One after the other: moto checks a condition and writes in two steps, so that two requests at once can both win there.
        var won = new bool[6];
        for (var i = 0; i < won.Length; i++)
            won[i] = await store.TrySaveAsync(
                Samples.Circuit("orders") with { By = $"writer {i}" }, Samples.Transition("orders", i) with { By = $"writer {i}" }, token);
        var winner = Array.IndexOf(won, true);
        Assert.Single(won, w => w);
        Assert.Equal($"writer {winner}", (await store.FindAsync("orders", token))!.By);
        Assert.Equal($"writer {winner}", Assert.Single(await store.ReadHistoryAsync("orders", 10, token)).By);
    }

    [Fact]
    public async Task A_write_on_an_old_version_leaves_neither_circuit_nor_transition()
    {
        var store = await Make("circuit-stale");
        var token = TestContext.Current.CancellationToken;
        await store.TrySaveAsync(Samples.Circuit("orders"), null, token);
        await store.TrySaveAsync(Samples.Circuit("orders", CircuitState.Closed, version: 2), null, token);
        Assert.False(await store.TrySaveAsync(Samples.Circuit("orders", CircuitState.Open, version: 2), Samples.Transition("orders", 1, 2), token));
        Assert.Equal(CircuitState.Closed, (await store.FindAsync("orders", token))!.State);
        Assert.Empty(await store.ReadHistoryAsync(null, 10, token));
    }

    [Fact]
    public async Task The_history_is_read_newest_first_up_to_the_limit()
    {
        var store = await Make("circuit-history");
        var token = TestContext.Current.CancellationToken;
        for (var i = 1; i <= 4; i++)
        {
            // The last two of orders in the same second: their versions tell the order.
            await store.TrySaveAsync(Samples.Circuit("orders", version: i), Samples.Transition("orders", Math.Min(i, 3), i), token);
            await store.TrySaveAsync(Samples.Circuit("billing", version: i), Samples.Transition("billing", 10 + i, i), token);
        }
        Assert.Equal([4L, 3, 2], (await store.ReadHistoryAsync("orders", 3, token)).Select(t => t.CircuitVersion));
        Assert.Equal(
            [("billing", 4L), ("billing", 3), ("billing", 2), ("billing", 1), ("orders", 4)],
            (await store.ReadHistoryAsync(null, 5, token)).Select(t => (t.Function, t.CircuitVersion)));
        Assert.Empty(await store.ReadHistoryAsync(null, 0, token));
    }

    private async Task<CircuitStore> Make(string name) => new((await TableOnMoto.MakeAsync(moto, name)).Table);
}
