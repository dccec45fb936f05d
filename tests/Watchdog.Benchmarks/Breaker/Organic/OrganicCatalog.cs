namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>The organic runs, and those into which a loop is injected.</summary>
internal static class OrganicCatalog
{
    private const double InjectedGain = 2;

    /// <summary>Runs of each family and kind of source: 25 of a family, 200 in all.</summary>
    private static readonly IReadOnlyList<(OrganicSource Source, int Runs, int Injected)> Sources =
        [(OrganicSource.Queue, 16, 2), (OrganicSource.Kinesis, 3, 1), (OrganicSource.Table, 3, 1), (OrganicSource.Topic, 3, 1)];

    /// <param name="times">So many times as many, all with different seeds.</param>
    public static IReadOnlyList<OrganicTraffic> Quiet(int times) =>
    [
        .. from family in Enum.GetValues<OrganicFamily>()
           from source in Sources
           from number in Enumerable.Range(0, source.Runs * times)
           select new OrganicTraffic(family, source.Source, number),
    ];

    /// <inheritdoc cref="Quiet"/>
    public static IReadOnlyList<OrganicTraffic> Injected(int times) =>
    [
        .. from family in Enum.GetValues<OrganicFamily>()
           from source in Sources
           from number in Enumerable.Range(0, source.Injected * times)
           select new OrganicTraffic(family, source.Source, number, InjectedGain),
    ];
}
