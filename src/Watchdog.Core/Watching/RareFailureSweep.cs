using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Finds functions that are called a few times a day and always fail: once an hour, and only when the last hour had errors that the functions
/// watched already do not explain, the hourly errors of all functions over two days, and then the hourly invocations of the few that erred in
/// several hours.
/// </summary>
/// <remarks>
/// One metric of one function an hour is $0.007 a month: $2.16 for 300 functions where every hour has errors. CloudWatch keeps hourly sums for 15
/// months, so nothing is remembered.
/// </remarks>
public sealed class RareFailureSweep(IMetricSource metrics, Spending spending)
{
    /// <summary>The minute of the hour: late enough for the hour's last points.</summary>
    private const int AtMinute = 7;

    private const int LookBackMinutes = 75;

    private readonly RareFailureOptions _options = new();

    /// <param name="explained">The errors of functions that are watched already.</param>
    public async Task<IReadOnlyList<Judgement.Trouble>> FindAsync(
        Series accountErrors,
        IReadOnlyDictionary<string, Series> explained,
        Func<Task<Inventory>> inventory,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (now.Minute != AtMinute || accountErrors.Tail(LookBackMinutes).Sum <= explained.Values.Sum(series => series.Tail(LookBackMinutes).Sum)
            || !spending.AllowsHourlySweep())
        {
            return [];
        }
        var account = await inventory();
        // A queue's or a stream's consumer is told of by what it reads.
        var functions = account.Functions.Where(f => !explained.ContainsKey(f.Name) && !account.MappingsTo(f.Name).Any()).ToArray();
        var end = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero);
        var errors = await metrics.ReadHourlyAsync([.. functions.Select(f => LambdaMetrics.Errors(f.Name))], end - _options.Window, end, cancellationToken);
        var failing = functions.Where(f => errors[LambdaMetrics.Errors(f.Name)].Count(hour => hour.Value > 0) >= _options.FewestHours).ToArray();
        if (failing.Length == 0)
            return [];
        var invocations = await metrics.ReadHourlyAsync(
            [.. failing.Select(f => LambdaMetrics.Invocations(f.Name))], end - _options.Window, end, cancellationToken);
        return
        [
            .. failing
                .Select(f => RareFailures.Judge(f, invocations[LambdaMetrics.Invocations(f.Name)], errors[LambdaMetrics.Errors(f.Name)], _options))
                .OfType<Judgement.Trouble>(),
        ];
    }
}
