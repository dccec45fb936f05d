namespace Watchdog.Core.Costs;

/// <summary>What all watchers' calls of AWS may cost in a calendar month (UTC); USD, 1 to 100,000. Default 15.</summary>
/// <remarks>It bounds what can be done less often, the sweeps for trouble that nothing points to; all else is done whatever it costs.</remarks>
public sealed record MonthlyBudget(decimal Usd)
{
    public static MonthlyBudget Default { get; } = new(15);

    /// <summary>The FunctionWatcher has the sweeps, which grow with the account; the others read what is there anyway.</summary>
    public decimal ShareOf(string watcher) => Usd * watcher switch
    {
        "FunctionWatcher" => 0.60m,
        "RecursionWatcher" => 0.20m,
        "QueueWatcher" => 0.15m,
        _ => 0.05m,
    };

    /// <exception cref="ArgumentOutOfRangeException">The budget is out of its range.</exception>
    public MonthlyBudget Validated()
    {
        OptionRange.Check(nameof(Usd), (double)Usd, 1, 100_000);
        return this;
    }
}
