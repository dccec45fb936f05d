namespace Watchdog.Simulator.Account;

/// <summary>A published version of a function.</summary>
/// <param name="Number">1, 2, 3 …</param>
public sealed record SimulatedVersion(int Number, DateTimeOffset PublishedAt);

/// <summary>A name that points to a version of a function, or to two.</summary>
/// <param name="Version">A number, or $LATEST: what gets the calls that the weights leave.</param>
public sealed record SimulatedAlias(string Version)
{
    /// <summary>Shares of the calls by version; 0 to 1.</summary>
    public SortedDictionary<string, double> Weights { get; init; } = new(StringComparer.Ordinal);
}
