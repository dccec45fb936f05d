using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountConcurrency(SimulatedAccount account) : IConcurrencyControl
{
    public Task<FunctionConcurrency?> FindAsync(string function, CancellationToken ct) => Task.FromResult(
        account.Functions.TryGetValue(function, out var found)
            ? new FunctionConcurrency(found.ReservedConcurrency, HasFailureDestination: found.OnFailureArn is not null)
            : null);

    public Task ChangeAsync(string function, int? reserved, CancellationToken ct)
    {
        try
        {
            account.Reserve(account.Functions[function], reserved);
            return Task.CompletedTask;
        }
        catch (InvalidOperationException e)
        {
            throw new TriggerRefusedException(e.Message, e);
        }
    }
}
