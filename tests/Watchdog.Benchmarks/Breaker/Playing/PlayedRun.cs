using Watchdog.Benchmarks.InProcess;
using Watchdog.Cli.Expectations;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>A scenario of the benchmark that was played to its end.</summary>
/// <param name="Actions">The breaker's, oldest first.</param>
internal sealed record PlayedRun(SimulatedAccount Account, DateTimeOffset Start, IReadOnlyList<ObservedAction> Actions)
{
    /// <param name="onMinute">Told of the account at the start, which is minute 0, and at the end of each minute.</param>
    public static async Task<PlayedRun> WithWatchdogAsync(Scenario scenario, Action<int, SimulatedAccount> onMinute, CancellationToken cancellationToken)
    {
        await using var account = new InProcessAccount(scenario);
        onMinute(0, account.Account);
        for (var minute = 1; minute <= scenario.Duration.TotalMinutes; minute++)
        {
            await account.AdvanceMinuteAsync(cancellationToken);
            onMinute(minute, account.Account);
        }
        var transitions = await account.ReadTransitionsAsync(cancellationToken);
        return new PlayedRun(
            account.Account, account.Start,
            [.. transitions.Reverse().Select(t => new ObservedAction(t.At - account.Start, t.Action, t.Function, t.By, t.Reason))]);
    }

    /// <summary>The account alone: a stack whose breaker is off changes nothing in it.</summary>
    public static PlayedRun Unwatched(Scenario scenario, Action<int, SimulatedAccount> onMinute)
    {
        var account = scenario.Build();
        var start = account.Now;
        onMinute(0, account);
        for (var minute = 1; minute <= scenario.Duration.TotalMinutes; minute++)
        {
            account.Advance(TimeSpan.FromMinutes(1));
            onMinute(minute, account);
        }
        return new PlayedRun(account, start, []);
    }
}
