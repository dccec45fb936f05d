using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountVersions(SimulatedAccount account) : IVersionSource
{
    public Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken) => Task.FromResult(
        account.Functions.TryGetValue(functionName, out var function)
            ? new FunctionVersions(
                functionName,
                [.. function.Versions.Select(v => new PublishedVersion(v.Number, v.PublishedAt))],
                [.. function.Aliases.Select(a => new FunctionAlias(a.Key, a.Value.Version, a.Value.Weights.ToImmutableDictionary()))],
                [.. function.Provisioned.Select(p => new ProvisionedConcurrency(p.Key, p.Value, p.Value))])
            : null);

    public Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PushTrigger>>(
        [
            .. from trigger in account.Triggers
               where trigger.FunctionName == functionName && (trigger.Qualifier is null || qualifiers.Contains(trigger.Qualifier))
               let source = account.PushSources.Values.First(s => s.Arn == trigger.SourceArn)
               select new PushTrigger(new ResourceId(KindOf(source.Kind), source.Name), trigger.SourceArn, functionName, trigger.Qualifier),
        ]);

    private static ResourceKind KindOf(PushKind kind) => kind switch
    {
        PushKind.Bucket => ResourceKind.Bucket,
        PushKind.Topic => ResourceKind.Topic,
        _ => ResourceKind.Rule,
    };
}
