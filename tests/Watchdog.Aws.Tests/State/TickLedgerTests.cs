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
    public async Task Of_events_that_come_at_once_exactly_one_takes_the_minute()
    {
        var ledger = new TickLedger((await TableOnMoto.MakeAsync(moto, "ticks-race")).Table);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.TryTakeAsync("w", Samples.Noon, TestContext.Current.CancellationToken)));
        Assert.Single(taken, t => t);
    }
}
