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
        Assert.NotNull(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon, 0, token));
        Assert.Null(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon, 0, token));
        Assert.Null(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddSeconds(59), 0, token));
        Assert.NotNull(await ledger.TryTakeAsync("FunctionWatcher", Samples.Noon, 0, token));
        Assert.NotNull(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddMinutes(2), 0, token));
        Assert.Null(await ledger.TryTakeAsync("QueueWatcher", Samples.Noon.AddMinutes(1), 0, token));
    }

    [Fact]
    public async Task Of_events_for_one_minute_exactly_one_takes_it()
    {
        var ledger = new TickLedger((await TableOnMoto.MakeAsync(moto, "ticks-race")).Table);
        // One after the other: moto checks a condition and writes in two steps, so that two requests at once can both win there.
        var taken = new bool[8];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = await ledger.TryTakeAsync("w", Samples.Noon, 0, TestContext.Current.CancellationToken) is not null;
        Assert.Single(taken, t => t);
    }

    [Fact]
    public async Task What_was_spent_adds_up_within_a_month_and_begins_anew_with_the_next()
    {
        var made = await TableOnMoto.MakeAsync(moto, "ticks-spent");
        var token = TestContext.Current.CancellationToken;
        var noon = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Task<decimal?> TakeAsync(int minute, decimal spent) => new TickLedger(made.Table).TryTakeAsync("w", noon.AddMinutes(minute), spent, token);

        Assert.Equal(0.00001m, await TakeAsync(0, 0.00001m));
        Assert.Equal(1.00001m, await TakeAsync(1, 1));
        Assert.Null(await TakeAsync(1, 5));
        Assert.Equal(1.00001m, await TakeAsync(2, 0));
        Assert.Equal(0.25m, await TakeAsync(12 * 60, 0.25m));
        var item = await made.Table.FindAsync("tick", "w", token);
        Assert.Equal(["minute", "pk", "sk", "spent-2026-02"], item!.Keys.Order(StringComparer.Ordinal));
    }
}
