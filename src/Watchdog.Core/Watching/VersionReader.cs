using System.Collections.Immutable;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Reads what is published of functions. That takes three requests a function of Lambda's control plane, which has 15 a second for the whole account
/// and its deployments: a run reads so many functions, those first where it matters, and of the others each run its share, so that all have their turn.
/// </summary>
internal sealed class VersionReader(IVersionSource versions, IMetricSource metrics)
{
    /// <summary>Functions that one run reads; 180 requests of the control plane.</summary>
    public const int MostFunctions = 60;

    /// <summary>So many failures, and the rest is left to the next run.</summary>
    private const int MostFailures = 3;

    /// <summary>A function that was deployed so lately is read first.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>The time between two runs.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <returns>By function; of one that has gone meanwhile, could not be read, or has not its turn: nothing.</returns>
    public async Task<IReadOnlyDictionary<string, VersionSignals>> ReadAsync(
        Inventory inventory,
        ImmutableArray<Function> functions,
        IReadOnlyCollection<Incident> mine,
        UnintendedVersionOptions options,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var read = new List<VersionSignals>();
        var failures = 0;
        foreach (var function in InTurn(functions, inventory, mine, now).TakeWhile(_ => failures < MostFailures))
        {
            try
            {
                if (await versions.ReadVersionsAsync(function.Name, cancellationToken) is { } published)
                    read.Add(await WithCallersAsync(function, published, inventory, cancellationToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Not read in this run, as those that have not their turn; what is known of the others must not wait for it.
                failures++;
            }
        }

        MetricQuery[] queries = [.. read.SelectMany(r => r.Queries).Distinct()];
        if (queries.Length == 0)
            return read.ToDictionary(r => r.Function.Name);
        var end = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero);
        var calls = await metrics.ReadHourlyAsync(queries, end - options.History, end, cancellationToken);
        return read.ToDictionary(r => r.Function.Name, r => r with { Calls = calls });
    }

    /// <summary>
    /// Those with an incident, those that a mapping calls by a qualifier, and those deployed lately; then the others, from where the time of the run
    /// points to. The same run reads the same functions, whatever process it runs in.
    /// </summary>
    internal static IEnumerable<Function> InTurn(
        ImmutableArray<Function> functions, Inventory inventory, IReadOnlyCollection<Incident> mine, DateTimeOffset now)
    {
        var told = mine.Select(i => i.Finding.Resource).ToHashSet();
        var qualified = inventory.Mappings.Where(m => m.Qualifier is not null).Select(m => m.FunctionName).ToHashSet(StringComparer.Ordinal);
        var run = now.UtcTicks / Interval.Ticks;
        var ranked = functions
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .GroupBy(f => told.Contains(f.Id) ? 0 : qualified.Contains(f.Name) ? 1 : now - f.LastModified < Recent ? 2 : 3)
            .OrderBy(g => g.Key)
            .Select(g => g.ToArray());
        var left = MostFunctions;
        foreach (var group in ranked)
        {
            var start = (int)(run * left % group.Length);
            var count = Math.Min(left, group.Length);
            for (var i = 0; i < count; i++)
                yield return group[(start + i) % group.Length];
            left -= count;
            if (left == 0)
                yield break;
        }
    }

    private async Task<VersionSignals> WithCallersAsync(
        Function function, FunctionVersions published, Inventory inventory, CancellationToken cancellationToken)
    {
        var signals = new VersionSignals(
            function,
            published,
            [.. inventory.MappingsTo(function.Name).Where(m => !m.IsDisabled).OrderBy(m => m.Uuid, StringComparer.Ordinal)],
            [],
            ImmutableDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>.Empty);
        return signals.Qualifiers.Any()
            ? signals with { Triggers = [.. await versions.ReadTriggersAsync(function.Name, [.. signals.Qualifiers], cancellationToken)] }
            : signals;
    }
}
