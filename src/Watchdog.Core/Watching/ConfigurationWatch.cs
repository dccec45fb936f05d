using System.Collections.Immutable;
using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>
/// How the account is set up, every quarter of an hour: settings that will cause trouble, and callers that run another version than was meant. Queues
/// and mappings are in the inventory; versions and aliases are read function by function, so many in a run, and what was not read is not judged. It also
/// keeps the alarms of the resources that ask for them.
/// </summary>
public sealed class ConfigurationWatch : IWatch
{
    /// <summary>Roles change without a trace in the inventory; for what is told once a week an hour is soon enough, and IAM has little to spare.</summary>
    private static readonly TimeSpan TopologyMaximumAge = TimeSpan.FromHours(1);

    /// <summary>Incidents that one run may begin.</summary>
    private const int NewPerRun = 5;

    private readonly InventoryCache _inventories;
    private readonly IInventorySource _inventorySource;
    private readonly TopologyCache _topologies;
    private readonly VersionReader _reader;
    private readonly AlarmKeeper _alarms;
    private readonly WatchdogStack _stack;
    private readonly UnintendedVersionOptions _options = new();

    public ConfigurationWatch(
        InventoryCache inventories,
        IInventorySource inventorySource,
        TopologyCache topologies,
        IVersionSource versions,
        IMetricSource metrics,
        AlarmKeeper alarms,
        WatchdogStack stack)
    {
        (_inventories, _inventorySource, _topologies, _alarms, _stack) = (inventories, inventorySource, topologies, alarms, stack);
        _reader = new VersionReader(versions, metrics);
    }

    public string Name => "ConfigurationWatcher";

    /// <summary>What the last run found not as recommended, and told nobody.</summary>
    public ImmutableArray<Notice> Notices { get; private set; } = [];

    /// <summary>What the last run did about alarms; null before the first.</summary>
    public AlarmReport? Alarms { get; private set; }

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var inventory = await _inventories.GetAsync(now, cancellationToken);
        ImmutableArray<Function> functions = [.. inventory.Functions.Where(f => !_stack.Owns(f.Name))];
        var topology = await _topologies.GetAsync(inventory, now, cancellationToken, TopologyMaximumAge);
        var versions = await _reader.ReadAsync(inventory, functions, mine, _options, now, cancellationToken);
        Notices = [.. ConfigurationNotices.Of(inventory).Where(n => !_stack.Owns(n.Resource.Name))];

        var judgements = new List<Judgement>();
        judgements.AddRange(inventory.Queues.Select(queue => (Queue: queue, Readers: ReadersOf(queue, inventory)))
            .Where(q => q.Readers.Length > 0)
            .Select(q => Misconfiguration.JudgeQueue(q.Queue, q.Readers, now)));
        foreach (var function in functions)
        {
            judgements.Add(versions.GetValueOrDefault(function.Name) is { } signals
                ? UnintendedVersion.Judge(signals, _options, now)
                : new Judgement.InsufficientData(Symptom.UnintendedVersion, function.Id, "its versions and aliases were not read in this run"));
            if (await SettingsOfAsync(function, inventory, topology, versions, open, cancellationToken) is { } settings)
                judgements.Add(Misconfiguration.JudgeFunction(settings, _stack, now));
        }
        judgements.AddRange(await JudgeMissingAsync(inventory, now, cancellationToken));
        Alarms = await _alarms.KeepAsync(inventory, now, cancellationToken);
        return [.. SomeAtATime(judgements, mine), .. Gone.Among(mine, judgements)];
    }

    /// <summary>
    /// On the first day there may be a hundred findings, and a hundred e-mails are read by nobody: each run begins some incidents, the gravest first,
    /// and leaves the others to the next ones.
    /// </summary>
    private static IEnumerable<Judgement> SomeAtATime(IReadOnlyCollection<Judgement> judgements, IReadOnlyCollection<Incident> mine)
    {
        var told = mine.Select(i => i.Key).ToHashSet();
        var begun = judgements.OfType<Judgement.Trouble>()
            .Where(t => !told.Contains(Incident.KeyOf(t.Symptom, t.Resource)))
            .OrderByDescending(t => t.Finding.Severity)
            .ThenBy(t => Incident.KeyOf(t.Symptom, t.Resource), StringComparer.Ordinal)
            .Take(NewPerRun)
            .ToHashSet();
        return judgements.Select(j => j is not Judgement.Trouble trouble || begun.Contains(trouble) || told.Contains(Incident.KeyOf(j.Symptom, j.Resource))
            ? j
            : new Judgement.InsufficientData(j.Symptom, j.Resource, "it is told with one of the next runs"));
    }

    private async Task<List<Judgement>> JudgeMissingAsync(Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var judgements = new List<Judgement>();
        var missing = inventory.Mappings.Where(m => m.State is not ("Disabled" or "Disabling" or "Deleting") && inventory.FindFunction(m.FunctionName) is null);
        foreach (var mappings in missing.GroupBy(m => m.FunctionName, StringComparer.Ordinal))
        {
            // It may have been made between the two lists.
            if (await _inventorySource.ReadFunctionAsync(mappings.Key, cancellationToken) is null)
                judgements.Add(new Judgement.Trouble(Misconfiguration.FunctionIsMissing(mappings.Key, mappings, now)));
        }
        return judgements;
    }

    private static ImmutableArray<QueueReader> ReadersOf(Queue queue, Inventory inventory) =>
    [
        .. from mapping in inventory.MappingsFrom(queue.Arn)
           let function = inventory.FindFunction(mapping.FunctionName)
           where function is not null
           select new QueueReader(mapping, function),
    ];

    /// <returns>Null of a function that nothing is set about: it has no mapping, and lies on no loop that is seen or that may be unseen.</returns>
    private async Task<FunctionSettings?> SettingsOfAsync(
        Function function,
        Inventory inventory,
        TopologyGraph topology,
        IReadOnlyDictionary<string, VersionSignals> versions,
        IReadOnlyList<Incident> open,
        CancellationToken cancellationToken)
    {
        ImmutableArray<EventSourceMapping> mappings = [.. inventory.MappingsTo(function.Name)];
        var loop = topology.LoopThrough(function.Name);
        if (mappings.IsEmpty && loop is null && _topologies.Gap is null)
            return null;
        return new FunctionSettings(function, mappings, versions.GetValueOrDefault(function.Name)?.Versions, loop)
        {
            Details = loop is { IsLive: true, IsAgreed: true } ? await _inventorySource.ReadFunctionAsync(function.Name, cancellationToken) : null,
            IsLoopTold = open.Any(i => i.Finding.Symptom is Symptom.RecursiveLoop && i.State is not IncidentState.Resolved
                && (i.Finding.Resource == function.Id || loop?.Functions.Contains(i.Finding.Resource.Name) == true)),
            LoopGap = _topologies.Gap,
        };
    }
}
