using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

/// <summary>A healthy account that a whole class of tests talks to: the breaker has no reason to change what a test has just set.</summary>
public sealed class QuietAccount : IAsyncLifetime
{
    /// <summary>Two simulated minutes a second: metrics come soon, and the functions leave time for others.</summary>
    private const int Speed = 120;

    private RunningAccount? _running;

    internal RunningAccount Running => _running ?? throw new InvalidOperationException("The account has not been started.");

    public async ValueTask InitializeAsync() =>
        _running = await RunningAccount.StartAsync("quiet-day", Speed, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
    }
}

/// <summary>Classes of one collection share the account and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class QuietAccountCollection : ICollectionFixture<QuietAccount>
{
    public const string Name = "quiet account";
}
