using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>The account's mappings, as Lambda keeps them: a change passes through an intermediate state, and refuses another meanwhile.</summary>
public sealed class MappingTable
{
    private readonly Dictionary<string, (EventSourceMapping Mapping, bool Enabled, int StepsLeft)> _mappings = [];

    /// <summary>How many calls of <see cref="Step"/> a change takes; 0: it is done at once.</summary>
    public int StepsPerChange { get; set; }

    public IEnumerable<string> Uuids => _mappings.Keys;

    public int Changes { get; private set; }

    public EventSourceMapping? this[string uuid] => _mappings.TryGetValue(uuid, out var entry) ? entry.Mapping : null;

    public void Add(EventSourceMapping mapping) => _mappings[mapping.Uuid] = (mapping, mapping.IsEnabled, 0);

    public void Delete(string uuid) => _mappings.Remove(uuid);

    /// <summary>What the mapping is, or will be when the change under way is done.</summary>
    public (bool Enabled, int? MaximumConcurrency) Settings(string uuid) => (_mappings[uuid].Enabled, _mappings[uuid].Mapping.MaximumConcurrency);

    public void Change(string uuid, MappingChange change)
    {
        var (mapping, enabled, stepsLeft) = _mappings[uuid];
        if (stepsLeft > 0)
            throw new MappingBusyException(uuid, new InvalidOperationException("ResourceInUseException"));
        Changes++;
        var state = change.Enabled is { } wanted && wanted != enabled ? (wanted ? "Enabling" : "Disabling") : "Updating";
        var changed = mapping with
        {
            State = state,
            BatchSize = change.BatchSize ?? mapping.BatchSize,
            Stream = change.ParallelizationFactor is { } factor ? mapping.Stream! with { ParallelizationFactor = factor } : mapping.Stream,
            MaximumConcurrency = change.ScalingConfig is { } scaling ? scaling.MaximumConcurrency : mapping.MaximumConcurrency,
        };
        _mappings[uuid] = (changed, change.Enabled ?? enabled, StepsPerChange);
        Settle(uuid);
    }

    /// <summary>Time passes.</summary>
    public void Step()
    {
        foreach (var uuid in _mappings.Keys.ToList())
        {
            var entry = _mappings[uuid];
            _mappings[uuid] = entry with { StepsLeft = Math.Max(0, entry.StepsLeft - 1) };
            Settle(uuid);
        }
    }

    private void Settle(string uuid)
    {
        var (mapping, enabled, stepsLeft) = _mappings[uuid];
        if (stepsLeft == 0)
            _mappings[uuid] = (mapping with { State = enabled ? "Enabled" : "Disabled" }, enabled, 0);
    }
}

/// <summary>One process's access to the mappings.</summary>
public sealed class FakeMappings(MappingTable table, PortGate gate) : IMappingControl
{
    /// <summary>What happens instead of a change; null: the change.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public async Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        var found = table[uuid];
        await gate.PassAsync();
        return found;
    }

    public async Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken)
    {
        await gate.PassAsync();
        if (Fault(uuid) is { } fault)
            throw fault;
        table.Change(uuid, change);
        await gate.PassAsync();
    }
}
