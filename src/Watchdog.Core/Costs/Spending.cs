using Watchdog.Core.Ports;

namespace Watchdog.Core.Costs;

/// <summary>
/// What a watcher's calls have cost, between the counter of the process and the month's sum in the state table, and how often it may sweep at that.
/// One a process, which has one watcher.
/// </summary>
/// <param name="costs">Null: nothing is counted, and nothing is bounded.</param>
public sealed class Spending(ICallCosts? costs, MonthlyBudget budget)
{
    private readonly MonthlyBudget _budget = budget.Validated();
    private decimal _written;
    private decimal _lastTick;
    private int _heldBack;

    /// <summary>What is not in the state table yet.</summary>
    public decimal Unwritten => Total - _written;

    public SweepPace Pace { get; private set; }

    private decimal Total => costs?.Total ?? 0;

    /// <summary>Whether a sweep that is due in this minute may be made. One that may not is counted.</summary>
    public bool AllowsSweep(DateTimeOffset now) => Counted(Pace.Allows(now));

    /// <summary>The same of a sweep that is made once an hour and so keeps to every pace.</summary>
    public bool AllowsHourlySweep() => Counted(Pace is not SweepPace.Held);

    /// <summary>A minute was taken.</summary>
    /// <param name="written">What was added to the month's sum with it.</param>
    /// <param name="spent">The month's sum.</param>
    internal void Taken(string watcher, decimal written, decimal spent, DateTimeOffset now)
    {
        _written += written;
        _heldBack = 0;
        Pace = SweepPaces.Of(spent, _budget.ShareOf(watcher), now);
    }

    /// <summary>At the end of a tick.</summary>
    /// <param name="spent">The month's sum at its beginning.</param>
    internal TickSpending Report(string watcher, decimal spent)
    {
        var cost = Total - _lastTick;
        _lastTick += cost;
        return new TickSpending(cost, spent, _budget.ShareOf(watcher), Pace, _heldBack);
    }

    private bool Counted(bool allowed)
    {
        if (!allowed)
            _heldBack++;
        return allowed;
    }
}

/// <param name="Cost">Of the calls since the last tick of this process, USD at list price.</param>
/// <param name="Month">Since the month began, USD; without this tick.</param>
/// <param name="Share">The watcher's part of the month's budget, USD.</param>
/// <param name="HeldBack">Sweeps that were due in this tick and not made.</param>
public sealed record TickSpending(decimal Cost, decimal Month, decimal Share, SweepPace Pace, int HeldBack);
