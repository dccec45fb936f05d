using Watchdog.Cli.Playing;
using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Playing;

public sealed class ManualResetsTests
{
    private readonly FakeAccount _account = new();

    [Fact]
    public async Task A_reset_shows_the_mapping_before_and_when_it_has_settled()
    {
        _account.SetMapping("Disabled", 2);
        _account.Script[3] = a => a.SetMapping("Enabling", 2);
        _account.Script[4] = a => a.SetMapping("Enabled");
        _account.History = """{"history":[{"at":"2026-01-05T09:02:06Z","action":"reset","function":"enrich-order","by":"operator","reason":"asked"}]}""";
        var (before, after) = Assert.Single(Assert.Single(await ResetsAsync()).Mappings);
        Assert.Equal(("Disabled", 2), (before.State, before.MaximumConcurrency));
        Assert.Equal(("Enabled", null), (after.State, after.MaximumConcurrency));
    }

    [Theory]
    [InlineData("Disabled")]
    [InlineData("Enabling")]
    [InlineData("Enabled")]
    public async Task A_reset_on_the_minute_is_shown_by_the_minutes_around_it(string atThatMinute)
    {
        _account.SetMapping("Disabled");
        _account.Script[3] = a => a.SetMapping(atThatMinute);
        _account.Script[4] = a => a.SetMapping("Enabled");
        _account.History = """{"history":[{"at":"2026-01-05T09:03:00Z","action":"reset","function":"enrich-order","by":"operator","reason":"asked"}]}""";
        var (before, after) = Assert.Single(Assert.Single(await ResetsAsync()).Mappings);
        Assert.Equal(("Disabled", "Enabled"), (before.State, after.State));
    }

    [Fact]
    public async Task What_the_watcher_does_is_no_manual_reset()
    {
        _account.SetMapping("Enabled");
        _account.History = """{"history":[{"at":"2026-01-05T09:02:06Z","action":"trip","function":"enrich-order","by":"RecursionWatcher","reason":"loop"}]}""";
        Assert.Empty(await ResetsAsync());
    }

    private async Task<IReadOnlyList<ManualReset>> ResetsAsync() =>
        ManualResets.Of(await Player.PlayAsync(_account, A.Scenario(6), _ => { }, TestContext.Current.CancellationToken));
}
