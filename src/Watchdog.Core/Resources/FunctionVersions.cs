using System.Collections.Immutable;

namespace Watchdog.Core.Resources;

/// <summary>What has been published of a function, and what its names point to.</summary>
/// <param name="Published">In the order of their numbers; <c>$LATEST</c> is not among them.</param>
public sealed record FunctionVersions(
    string Function,
    ImmutableArray<PublishedVersion> Published,
    ImmutableArray<FunctionAlias> Aliases,
    ImmutableArray<ProvisionedConcurrency> Provisioned)
{
    public FunctionAlias? FindAlias(string name) => Aliases.FirstOrDefault(a => a.Name == name);
}

/// <param name="LastModified">When it was published.</param>
public sealed record PublishedVersion(int Number, DateTimeOffset LastModified);

/// <param name="Version">The version that gets all calls but those of the weights.</param>
/// <param name="Weights">Further versions and the share of calls (0 to 1) that each gets; empty when the alias has one version.</param>
public sealed record FunctionAlias(string Name, string Version, ImmutableDictionary<string, double> Weights);

/// <param name="Qualifier">An alias or a version.</param>
/// <param name="Requested">Executions that are kept ready, and paid for, whether they are called or not.</param>
public sealed record ProvisionedConcurrency(string Qualifier, int Requested, int Allocated);
