using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class ReservationTests
{
    [Fact]
    public void Zero_can_always_be_reserved_and_more_only_where_a_hundred_remain()
    {
        var account = new Play(Yaml.Of("", account: "concurrency: 110")).Account;
        var function = account.Functions["process"];
        account.Reserve(function, 0);
        account.Reserve(function, 10);
        Assert.Throws<InvalidOperationException>(() => account.Reserve(function, 11));
        Assert.Equal((10, 100), (function.ReservedConcurrency, account.UnreservedConcurrency));
        account.Reserve(function, null);
        Assert.Null(function.ReservedConcurrency);
    }

    [Fact]
    public void A_reservation_holds_at_once()
    {
        var play = new Play(Yaml.Of("rate: 100/s", function: "duration: { p50: 2s }", mapping: "batchSize: 1")).Minutes(5);
        Assert.True(play.Function("process").Running > 100);
        play.Account.Reserve(play.Function("process"), 1);
        play.Seconds(3);
        Assert.Equal(1, play.Function("process").Running);
    }
}
