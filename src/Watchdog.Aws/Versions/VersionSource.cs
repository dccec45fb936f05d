using System.Collections.Immutable;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Aws.Account;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Versions;

/// <summary>
/// Reads one function with requests one after the other: the lists share Lambda's 15 control-plane requests a second with the account's
/// deployments, and GetPolicy has 15 a second of its own.
/// </summary>
internal sealed class VersionSource(IAmazonLambda lambda) : IVersionSource
{
    public async Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken)
    {
        try
        {
            return new FunctionVersions(
                functionName,
                await ReadPublishedAsync(functionName, cancellationToken),
                await ReadAliasesAsync(functionName, cancellationToken),
                await ReadProvisionedAsync(functionName, cancellationToken));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken)
    {
        var triggers = new List<PushTrigger>();
        string?[] all = [null, .. qualifiers.Where(q => q is not "$LATEST").Distinct()];
        foreach (var qualifier in all)
            if (await ReadPolicyAsync(functionName, qualifier, cancellationToken) is { } policy)
                triggers.AddRange(PolicyTriggers.Of(functionName, qualifier, policy));
        return triggers;
    }

    private async Task<ImmutableArray<PublishedVersion>> ReadPublishedAsync(string functionName, CancellationToken cancellationToken)
    {
        var published = new List<PublishedVersion>();
        var request = new ListVersionsByFunctionRequest { FunctionName = functionName };
        do
        {
            var page = await lambda.ListVersionsByFunctionAsync(request, cancellationToken);
            // What has no number is $LATEST.
            foreach (var version in page.Versions ?? [])
                if (int.TryParse(version.Version, out var number))
                    published.Add(new PublishedVersion(number, LambdaMapping.ToTime(functionName, version.LastModified)));
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return [.. published.OrderBy(v => v.Number)];
    }

    private async Task<ImmutableArray<FunctionAlias>> ReadAliasesAsync(string functionName, CancellationToken cancellationToken)
    {
        var aliases = ImmutableArray.CreateBuilder<FunctionAlias>();
        var request = new ListAliasesRequest { FunctionName = functionName };
        do
        {
            var page = await lambda.ListAliasesAsync(request, cancellationToken);
            aliases.AddRange((page.Aliases ?? []).Select(a => ToAlias(functionName, a)));
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return aliases.ToImmutable();
    }

    private async Task<ImmutableArray<ProvisionedConcurrency>> ReadProvisionedAsync(string functionName, CancellationToken cancellationToken)
    {
        var provisioned = ImmutableArray.CreateBuilder<ProvisionedConcurrency>();
        var request = new ListProvisionedConcurrencyConfigsRequest { FunctionName = functionName };
        do
        {
            var page = await lambda.ListProvisionedConcurrencyConfigsAsync(request, cancellationToken);
            provisioned.AddRange((page.ProvisionedConcurrencyConfigs ?? []).Select(c => ToProvisioned(functionName, c)));
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return provisioned.ToImmutable();
    }

    private static FunctionAlias ToAlias(string functionName, AliasConfiguration alias) => new(
        alias.Name ?? throw new InvalidDataException($"ListAliases returned an alias of function {functionName} without a name."),
        alias.FunctionVersion ?? throw new InvalidDataException($"Lambda did not return FunctionVersion of alias {alias.Name} of function {functionName}."),
        (alias.RoutingConfig?.AdditionalVersionWeights ?? []).ToImmutableDictionary(StringComparer.Ordinal));

    private static ProvisionedConcurrency ToProvisioned(string functionName, ProvisionedConcurrencyConfigListItem item) =>
        FunctionName.TryParse(item.FunctionArn, out var function) && function.Qualifier is { } qualifier
            ? new ProvisionedConcurrency(
                qualifier, item.RequestedProvisionedConcurrentExecutions ?? 0, item.AllocatedProvisionedConcurrentExecutions ?? 0)
            : throw new InvalidDataException(
                $"Provisioned concurrency of function {functionName} has the FunctionArn '{item.FunctionArn}'; expected the ARN of a version or alias.");

    /// <returns>Null when there is no policy, or no such function or qualifier: Lambda's answer is the same.</returns>
    private async Task<string?> ReadPolicyAsync(string functionName, string? qualifier, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await lambda.GetPolicyAsync(new GetPolicyRequest { FunctionName = functionName, Qualifier = qualifier }, cancellationToken);
            return answer.Policy;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}
