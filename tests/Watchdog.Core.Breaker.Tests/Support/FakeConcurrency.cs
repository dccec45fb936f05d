using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>The account's reservations; functions that are not there do not exist.</summary>
public sealed class ConcurrencyTable
{
    public Dictionary<string, FunctionConcurrency> Functions { get; } = [];

    public int Changes { get; set; }
}

/// <summary>One process's access to the reservations.</summary>
public sealed class FakeConcurrency(ConcurrencyTable table, PortGate gate) : IConcurrencyControl
{
    /// <summary>What happens instead of a change; null: the change.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public async Task<FunctionConcurrency?> FindAsync(string function, CancellationToken ct)
    {
        await gate.PassAsync();
        var found = table.Functions.GetValueOrDefault(function);
        await gate.PassAsync();
        return found;
    }

    public async Task ChangeAsync(string function, int? reserved, CancellationToken ct)
    {
        await gate.PassAsync();
        if (Fault(function) is { } fault)
            throw fault;
        table.Functions[function] = table.Functions[function] with { Reserved = reserved };
        table.Changes++;
        await gate.PassAsync();
    }
}
