using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountMappings(SimulatedAccount account) : IMappingControl
{
    public Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        Task.FromResult(account.Mappings.TryGetValue(uuid, out var mapping) ? AccountInventory.ToMapping(mapping) : null);

    public Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken)
    {
        try
        {
            account.Mappings[uuid].Change(
                change.Enabled,
                change.ScalingConfig is { } scaling ? new ValueTuple<int?>(scaling.MaximumConcurrency) : null,
                change.BatchSize,
                change.ParallelizationFactor);
            return Task.CompletedTask;
        }
        catch (InvalidOperationException e)
        {
            throw new MappingBusyException(uuid, e);
        }
    }
}
