using Watchdog.Aws.State;
using Watchdog.Aws.Tests.Support;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.State;

public sealed class TickLedgerTests(MotoServer moto)
{
    [Fact]
    public async Task A_minute_is_taken_once_and_an_earlier_one_not_after_it()
    {
        var ledger = new TickLedger((await TableOnMoto.MakeAsync(moto, "ticks")).Table);
        var token = TestContext.Current.CancellationToken;
        Assert.True(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon, token));
        Assert.False(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon, token));
        Assert.False(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddSeconds(59), token));
        Assert.True(await ledger.TryTakeAsync("FunctionWatcher", Samples.Noon, token));
        Assert.True(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddMinutes(2), token));
        Assert.False(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddMinutes(1), token));
    }

    [Fact]
    public async Task Of_events_for_one_minute_exactly_one_takes_it()
    {
        var ledger = new TickLedger((await TableOnMoto.MakeAsync(moto, "ticks-race")).Table);
        // One after the other: moto checks a condition and writes in two steps, so that two requests at once can both win there.
        var taken = new bool[8];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = await ledger.TryTakeAsync("w", Samples.Noon, TestContext.Current.CancellationToken);
        Assert.Single(taken, t => t);
    }
}
