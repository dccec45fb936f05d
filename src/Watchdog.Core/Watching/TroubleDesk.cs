using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Looks closely at the few functions that something speaks against, or that have an incident: loops in the code, dependencies that are slow or
/// down, functions that fail.
/// </summary>
public sealed class TroubleDesk(InventoryCache inventories, IMetricSource metrics)
{
    /// <summary>The symptoms that are decided here.</summary>
    public static bool Owns(Incident incident) => incident.Finding is
    {
        Symptom: Symptom.InFunctionLoop or Symptom.DownstreamUnavailable or Symptom.ErrorStall,
        Resource.Kind: ResourceKind.Function,
    };

    /// <summary>What was usual before a trouble is looked for in so many minutes before it.</summary>
    private const int UsualMinutes = 120;

    /// <summary>Trouble that has lasted so long has become what is usual, as far as the durations go.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A change of the code is not looked for again when the trouble is older.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private readonly TroubleOptions _options = new();
    private readonly DependencyReader _dependencies = new(metrics);
    private readonly UsualHours _usualHours = new(metrics);

    /// <summary>The histories of functions that have an incident, or are under suspicion.</summary>
    /// <param name="told">Their incidents, by function.</param>
    public async Task<IReadOnlyList<FunctionHistory>> ReadAsync(
        IEnumerable<string> names,
        IReadOnlyDictionary<string, Incident> told,
        AccountSums sums,
        Inventory inventory,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var histories = new List<FunctionHistory>();
        foreach (var group in names.Select(inventory.FindFunction).OfType<Function>().GroupBy(f => WindowOf(told.GetValueOrDefault(f.Name), sums, now)))
        {
            var queues = group.ToDictionary(f => f.Name, f => BatchedQueues(f, inventory));
            var series = await metrics.ReadAsync(
                [
                    .. group.SelectMany(f => FunctionHistory.Queries(f.Name)),
                    .. queues.Values.SelectMany(names => names).Select(QueueMetrics.Received),
                    .. group.Key == sums.Invocations.Window ? [] : new[] { LambdaMetrics.Invocations() },
                ],
                group.Key,
                cancellationToken);
            var account = series.GetValueOrDefault(LambdaMetrics.Invocations()) ?? sums.Invocations;
            histories.AddRange(group.Select(f => FunctionHistory.From(f, series, account) with
            {
                MessagesReceived = queues[f.Name] is { Length: > 0 } read ? Added(read.Select(queue => series[QueueMetrics.Received(queue)])) : null,
            }));
        }
        return histories;
    }

    /// <param name="active">Functions that are known to run, by name.</param>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(
        IReadOnlyCollection<FunctionHistory> histories,
        IReadOnlyDictionary<string, Incident> told,
        IReadOnlySet<string>? active,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var diagnoses = histories.ToDictionary(h => h.Function.Name, h => TroubleFinder.Find(h, told.GetValueOrDefault(h.Function.Name)?.Finding.Since, _options));
        var troubled = histories.Where(h => diagnoses[h.Function.Name].Trouble is not null).ToArray();
        // A deployment that is minutes old is not in an inventory that is minutes old.
        var isNew = troubled.Any(h => !told.ContainsKey(h.Function.Name) && now - diagnoses[h.Function.Name].Trouble!.Since < Fresh + h.Function.Timeout);
        var inventory = await inventories.GetAsync(now, cancellationToken, afresh: isNew);
        troubled = [.. troubled
            .Select(h => inventory.FindFunction(h.Function.Name) is { } function ? h with { Function = function } : null)
            .OfType<FunctionHistory>()];

        var changes = troubled.ToDictionary(
            h => h.Function.Name,
            h => CodeChanges.Relate(h.Function, diagnoses[h.Function.Name].Trouble!, h.Invocations.Window.Start, now));
        var suffering = troubled
            .Where(h => changes[h.Function.Name] is CodeChange.NoneInView || told.GetValueOrDefault(h.Function.Name)?.Finding.Symptom is Symptom.DownstreamUnavailable)
            .Select(h => (Suffering: new Suffering(h.Function, diagnoses[h.Function.Name].Trouble!), h.Invocations))
            .ToArray();
        var readings = await _dependencies.ReadAsync(suffering, cancellationToken);
        var healthy = inventory.Functions
            .Where(f => (active is null || active.Contains(f.Name)) && troubled.All(h => h.Function.Name != f.Name))
            .ToArray();

        var judgements = new List<Judgement>();
        foreach (var history in troubled)
        {
            var name = history.Function.Name;
            var evidence = suffering.FirstOrDefault(s => s.Suffering.Function.Name == name).Suffering is { } one
                ? DependencyNaming.Of(one, [.. suffering.Select(s => s.Suffering)], readings, healthy)
                : DependencyEvidence.None;
            if (await DescribeAsync(history, diagnoses[name].Trouble!, changes[name], evidence, inventory, told.GetValueOrDefault(name), now, cancellationToken) is { } finding)
                judgements.Add(new Judgement.Trouble(finding));
        }
        return [.. judgements, .. Ends(histories, diagnoses, judgements, told)];
    }

    private async Task<Finding?> DescribeAsync(
        FunctionHistory history,
        FunctionTrouble trouble,
        CodeChange change,
        DependencyEvidence evidence,
        Inventory inventory,
        Incident? told,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var symptom = FunctionVerdict.Of(trouble, change, InvokerOf(history.Function, inventory), evidence.Cause is not null, told?.Finding.Symptom);
        if (symptom is Symptom.DownstreamUnavailable && trouble.Kind is TroubleKind.Slow && told is null
            && await _usualHours.IsUsualAsync(history.Function.Name, trouble, now, cancellationToken))
            return null;
        return symptom switch
        {
            Symptom.InFunctionLoop => InFunctionLoop.Describe(history, trouble, change),
            Symptom.DownstreamUnavailable => DownstreamUnavailable.Describe(history, trouble, evidence, NamedBefore(told), change, now),
            Symptom.ErrorStall => FunctionStall.Describe(history, trouble, change),
            _ => null,
        };
    }

    private static Cause? NamedBefore(Incident? told) =>
        told?.Finding.Cause is { Resource.Kind: ResourceKind.Dependency } cause ? cause : null;

    // What is left of the trouble that was told is no longer what was told; or nothing is left; or nothing can be said.
    private IEnumerable<Judgement> Ends(
        IReadOnlyCollection<FunctionHistory> histories,
        Dictionary<string, Diagnosis> diagnoses,
        List<Judgement> troubles,
        IReadOnlyDictionary<string, Incident> told)
    {
        foreach (var history in histories)
        {
            if (!told.TryGetValue(history.Function.Name, out var incident) || troubles.Any(t => t.Resource == history.Function.Id))
                continue;
            var diagnosis = diagnoses[history.Function.Name];
            yield return (diagnosis.IsKnown || NewestSucceeded(history) || IsNotCalledAnyMore(history, incident))
                ? new Judgement.Healthy(incident.Finding.Symptom, history.Function.Id, diagnosis.Trouble is null ? diagnosis.Because : "little is left of it")
                : new Judgement.InsufficientData(incident.Finding.Symptom, history.Function.Id, diagnosis.Because);
        }
    }

    // A function that is called a few times a day: its newest invocations say whether it works again, however old they are.
    private bool NewestSucceeded(FunctionHistory history)
    {
        for (var minute = history.Invocations.Length - 1; minute >= 0; minute--)
            if (history.Invocations[minute] > 0)
                return history.Errors[minute] == 0 && !TroubleFinder.LastsUntilTimeout(history, history.MedianDuration[minute], _options);
        return false;
    }

    // Slowness that nobody meets any more is over; failures of a rare function are not, until it succeeds.
    private static bool IsNotCalledAnyMore(FunctionHistory history, Incident incident) =>
        incident.Finding.Symptom is not Symptom.ErrorStall && history.Invocations.Tail(AccountSums.WindowMinutes).Sum == 0;

    private static TimeWindow WindowOf(Incident? told, AccountSums sums, DateTimeOffset now)
    {
        var usual = sums.Invocations.Window;
        if (told is null)
            return usual;
        var start = Minute.Floor(told.Finding.Since).AddMinutes(-UsualMinutes);
        var earliest = Minute.Floor(now - Longest).AddMinutes(-UsualMinutes);
        return start >= usual.Start ? usual : new TimeWindow(start > earliest ? start : earliest, usual.End);
    }

    private static string[] BatchedQueues(Function function, Inventory inventory) =>
        [.. inventory.MappingsTo(function.Name).Where(m => m.BatchSize > 1).Select(m => inventory.FindQueueByArn(m.SourceArn)?.Name).OfType<string>()];

    private static Series Added(IEnumerable<Series> series) => series.Aggregate((left, right) =>
        new Series(left.Window, [.. Enumerable.Range(0, left.Length).Select(i => left[i] is null && right[i] is null ? (double?)null : (left[i] ?? 0) + (right[i] ?? 0))]));

    private static InvokedBy InvokerOf(Function function, Inventory inventory)
    {
        var mappings = inventory.MappingsTo(function.Name).Where(m => !m.IsDisabled).ToArray();
        if (mappings.Length == 0)
            return InvokedBy.Callers;
        return mappings.Any(m => inventory.FindQueueByArn(m.SourceArn) is null) ? InvokedBy.Stream : InvokedBy.Queue;
    }
}
