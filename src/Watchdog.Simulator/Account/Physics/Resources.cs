namespace Watchdog.Simulator.Account.Physics;

/// <summary>Keeps what runs in step with the resources that there are.</summary>
internal static class Resources
{
    /// <summary>Gives one run for each resource, in the resources' order: the former one where there is one. The same array when nothing changed.</summary>
    public static TRun[] Follow<TRun, TResource>(TRun[] runs, IEnumerable<TResource> resources, Func<TRun, TResource> resourceOf, Func<TResource, TRun> create)
        where TResource : class
    {
        var wanted = resources.ToArray();
        if (wanted.Length == runs.Length && !wanted.Where((resource, i) => !ReferenceEquals(resource, resourceOf(runs[i]))).Any()) return runs;
        var former = runs.ToDictionary(resourceOf, ReferenceEqualityComparer.Instance as IEqualityComparer<TResource>);
        return [.. wanted.Select(resource => former.TryGetValue(resource, out var run) ? run : create(resource))];
    }
}
