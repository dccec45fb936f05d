using Watchdog.Core.Costs;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Costs;

/// <summary>The FunctionWatcher of an account with a thousand functions, minute by minute.</summary>
public class BudgetTests
{
    private const int Functions = 1_000;
    private const int Days = 10;

    /// <summary>The first of a month with 31 days.</summary>
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly InMemoryLedger _ledger = new();
    private int _heldBack;

    private decimal Spent => _ledger.Spent["2026-01"];

    /// <param name="minutesAProcess">After so many a new process takes over, which knows what is in the state table.</param>
    private async Task<List<ErringAccount>> RunAsync(MonthlyBudget budget, int days, int minutesAProcess, Action<DateTimeOffset, TickReport>? seen = null)
    {
        var context = new MessageContext("123456789012", "us-east-1");
        var processes = new List<ErringAccount>();
        Tick? tick = null;
        FunctionWatch? watch = null;
        for (var minute = 0; minute < days * 24 * 60; minute++)
        {
            if (minute % minutesAProcess == 0)
            {
                var account = new ErringAccount(Functions);
                var spending = new Spending(account, budget);
                processes.Add(account);
                tick = new Tick(_ledger, new IncidentDesk(new InMemoryIncidents(), new Outbox()), spending);
                watch = new FunctionWatch(new InventoryCache(account), account, account, account, spending: spending);
            }
            var now = Start.AddMinutes(minute);
            var report = await tick!.RunAsync(watch!, now, context, TestContext.Current.CancellationToken);
            _heldBack += report.Spending!.HeldBack;
            seen?.Invoke(now, report);
        }
        return processes;
    }

    [Fact]
    public async Task A_small_budget_bounds_what_a_large_account_costs_and_the_sums_are_read_every_minute_all_the_same()
    {
        var budget = new MonthlyBudget(5);
        var share = budget.ShareOf("FunctionWatcher");
        // Errors and durations may be swept for in one minute.
        var oneTick = (2 * Functions + 10) * 0.01m / 1_000;
        var processes = await RunAsync(budget, Days, 6 * 60, (now, report) =>
            Assert.True(Spent <= (share * ((decimal)(now - Start).TotalDays + 3) / 34) + oneTick, $"{now}: {Spent} USD"));

        Assert.Equal(Days * 24 * 60, processes.Sum(p => p.SumsRead));
        // What is allowed is used.
        Assert.True(Spent > share * Days / 34, $"{Spent} USD");
        Assert.True(processes.Sum(p => p.Sweeps) > 40, $"{processes.Sum(p => p.Sweeps)} sweeps");
        Assert.True(_heldBack > 500, $"{_heldBack} held back");
        // What is not written down is the cost of the last tick of each process.
        var unwritten = processes.Sum(p => p.Total) - Spent;
        Assert.InRange(unwritten, 0, processes.Count * oneTick);
    }

    [Fact]
    public async Task Without_the_bound_the_same_account_would_cost_many_times_as_much()
    {
        await RunAsync(new MonthlyBudget(100_000), days: 1, 24 * 60, (_, report) => Assert.Equal((SweepPace.Unbounded, 0), (report.Spending!.Pace, report.Spending.HeldBack)));
        Assert.True(Spent * 31 > 10 * new MonthlyBudget(5).ShareOf("FunctionWatcher"), $"{Spent} USD a day");
    }

    [Fact]
    public async Task The_default_budget_holds_nothing_back_in_an_account_of_ordinary_size()
    {
        // 150 functions: 3.4 USD for the sums, 1.3 USD for durations and errors each at most.
        var account = new ErringAccount(150);
        var spending = new Spending(account, MonthlyBudget.Default);
        var tick = new Tick(_ledger, new IncidentDesk(new InMemoryIncidents(), new Outbox()), spending);
        var watch = new FunctionWatch(new InventoryCache(account), account, account, account, spending: spending);
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
        {
            var report = await tick.RunAsync(
                watch, Start.AddMinutes(minute), new MessageContext("123456789012", "us-east-1"), TestContext.Current.CancellationToken);
            Assert.Equal((SweepPace.Unbounded, 0), (report.Spending!.Pace, report.Spending.HeldBack));
        }
    }
}
