using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>Finds the functions that new errors come from: one metric of each function, when the account's sum holds errors that nobody explains.</summary>
public sealed class ErrorSweep(IMetricSource metrics, Spending spending)
{
    /// <summary>The worst are looked at first; what is left is found when these are explained.</summary>
    private const int MostSuspects = 30;

    /// <param name="explained">The errors of functions that are watched already.</param>
    /// <returns>The names of functions with more errors than they usually have.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(
        Series accountErrors,
        IReadOnlyDictionary<string, Series> explained,
        Func<Task<Inventory>> inventory,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (Residual.Of(accountErrors, explained.Values, now) is SweepReason.None || !spending.AllowsSweep(now))
            return [];
        var rest = (await inventory()).Functions.Where(function => !explained.ContainsKey(function.Name)).ToArray();
        var series = await metrics.ReadAsync([.. rest.Select(f => LambdaMetrics.Errors(f.Name))], accountErrors.Window, cancellationToken);
        return
        [
            .. rest
                .Select(function => (function.Name, Errors: series[LambdaMetrics.Errors(function.Name)]))
                .Where(f => Residual.IsNews(f.Errors))
                .OrderByDescending(f => f.Errors.Tail(20).Sum)
                .ThenBy(f => f.Name, StringComparer.Ordinal)
                .Take(MostSuspects)
                .Select(f => f.Name),
        ];
    }
}
