using Watchdog.Core.Ports;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>What a role may write to: what the functions that have it may.</summary>
internal sealed class AccountPermissions(SimulatedAccount account) : IPermissionSource
{
    public Task<IReadOnlySet<string>?> WritableAsync(string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken)
    {
        var functions = account.Functions.Values.Where(f => f.RoleArn == roleArn).ToArray();
        return Task.FromResult<IReadOnlySet<string>?>(
            functions.Length == 0 ? null : resourceArns.Where(arn => functions.Any(f => f.MayWrite.Contains(arn))).ToHashSet(StringComparer.Ordinal));
    }
}
