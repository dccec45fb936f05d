using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Functions and the account's concurrency. The account-wide sums are read every minute; single functions only while the sums show trouble that
/// the functions already watched do not explain, while they have an incident, or when a sweep has found something against them.
/// </summary>
/// <remarks>
/// Whom a sweep suspects is remembered in the process for some minutes. Nothing is lost with the process: incidents are in the store, and a new
/// process sweeps at its first tick.
/// </remarks>
public sealed class FunctionWatch : IWatch
{
    /// <summary>How long a function stays under suspicion after something was last found against it.</summary>
    private static readonly TimeSpan Suspicion = TimeSpan.FromMinutes(10);

    private readonly InventoryCache _inventories;
    private readonly IMetricSource _metrics;
    private readonly ThrottleSweep _throttles;
    private readonly PoolWatch _pool;
    private readonly ErrorSweep _errors;
    private readonly LatencySweep _latencies;
    private readonly RareFailureSweep _rareFailures;
    private readonly TroubleDesk _desk;
    private readonly Dictionary<string, DateTimeOffset> _suspects = new(StringComparer.Ordinal);

    /// <param name="thresholds">Null: <see cref="Thresholds.Default"/>.</param>
    /// <param name="spending">Says whether a sweep may be made; null: whenever it is due.</param>
    public FunctionWatch(
        InventoryCache inventories,
        IInventorySource inventorySource,
        IMetricSource metrics,
        IQueueDepthSource depths,
        Thresholds? thresholds = null,
        Spending? spending = null)
    {
        spending ??= new Spending(null, MonthlyBudget.Default);
        var validated = (thresholds ?? Thresholds.Default).Validated();
        var pool = new PoolReader(metrics, inventorySource);
        _inventories = inventories;
        _metrics = metrics;
        _throttles = new ThrottleSweep(metrics, inventorySource, depths, pool, spending, validated.Throttled);
        _pool = new PoolWatch(pool, validated.ConcurrencyExhaustion);
        _errors = new ErrorSweep(metrics, spending);
        _latencies = new LatencySweep(metrics, spending);
        _rareFailures = new RareFailureSweep(metrics, spending);
        _desk = new TroubleDesk(inventories, metrics);
    }

    public string Name => "FunctionWatcher";

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var window = TimeWindow.Last(AccountSums.WindowMinutes, now);
        var sums = AccountSums.From(await _metrics.ReadAsync(AccountSums.Queries(PoolWatch.IsDue(now)), window, cancellationToken));

        var judgements = new List<Judgement>();
        var throttled = mine.Where(i => i.Finding.Symptom is Symptom.Throttled).ToDictionary(i => i.Finding.Resource, i => i.Finding);
        judgements.AddRange(await _throttles.JudgeAsync(sums, throttled, InventoryAsync, now, cancellationToken));
        // Until nobody is refused any more: a backlog that is worked off afterwards keeps the pool full for a while.
        var isRefused = judgements.OfType<Judgement.Trouble>().Select(t => t.Finding).Concat(mine.Select(i => i.Finding)).Any(IsRefusedByThePool);
        var isExhaustionTold = mine.Any(i => i.Finding.Symptom is Symptom.ConcurrencyExhaustion);
        if (await _pool.JudgeAsync(sums, isExhaustionTold, isRefused, InventoryAsync, now, cancellationToken) is { } exhaustion)
            judgements.Add(exhaustion);
        judgements.AddRange(await JudgeTroubleAsync(mine, sums, now, cancellationToken));
        return [.. judgements, .. Gone.Among(mine, judgements)];

        Task<Inventory> InventoryAsync() => _inventories.GetAsync(now, cancellationToken);
    }

    private async Task<IReadOnlyCollection<Judgement>> JudgeTroubleAsync(
        Incident[] mine, AccountSums sums, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = mine.Where(TroubleDesk.Owns).GroupBy(i => i.Finding.Resource.Name).ToDictionary(g => g.Key, g => g.OrderBy(i => i.FirstSeen).First());
        foreach (var name in await _latencies.FindAsync(sums.Invocations, InventoryAsync, now, cancellationToken))
            _suspects[name] = now;
        foreach (var name in _suspects.Where(s => now - s.Value > Suspicion || s.Value > now).Select(s => s.Key).ToArray())
            _suspects.Remove(name);

        var watched = told.Keys.Union(_suspects.Keys).Order(StringComparer.Ordinal).ToArray();
        var histories = new List<FunctionHistory>();
        if (watched.Length > 0)
            histories.AddRange(await _desk.ReadAsync(watched, told, sums, await InventoryAsync(), now, cancellationToken));
        var explained = histories.ToDictionary(h => h.Function.Name, h => h.Errors.OnWindow(sums.Errors.Window));
        var rare = await _rareFailures.FindAsync(sums.Errors, explained, InventoryAsync, now, cancellationToken);
        var erring = await _errors.FindAsync(sums.Errors, explained, InventoryAsync, now, cancellationToken);
        foreach (var name in erring)
            _suspects[name] = now;
        if (erring.Count > 0)
            histories.AddRange(await _desk.ReadAsync(erring, told, sums, await InventoryAsync(), now, cancellationToken));
        if (histories.Count == 0)
            return rare;

        var judgements = await _desk.JudgeAsync(histories, told, _latencies.Active, now, cancellationToken);
        foreach (var trouble in judgements.OfType<Judgement.Trouble>())
            _suspects[trouble.Resource.Name] = now;
        return [.. judgements, .. rare.Where(r => judgements.All(j => j.Resource != r.Resource))];

        Task<Inventory> InventoryAsync() => _inventories.GetAsync(now, cancellationToken);
    }

    private static bool IsRefusedByThePool(Finding finding) =>
        finding.Symptom is Symptom.Throttled && (finding.Cause.Id == Cause.AccountConcurrency || finding.Cause.Resource is { Kind: ResourceKind.Function });
}
