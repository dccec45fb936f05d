using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Support;

/// <summary>An account that answers from what a test put into it, and remembers what it was asked.</summary>
internal sealed class FakeAccount : IInventorySource, IMetricSource, IQueueDepthSource, IPermissionSource, IVersionSource
{
    private readonly Dictionary<MetricQuery, Dictionary<DateTimeOffset, double>> _points = [];

    public List<Function> Functions { get; } = [];

    public List<Queue> Queues { get; } = [];

    public List<EventSourceMapping> Mappings { get; } = [];

    public List<EventStream> Streams { get; } = [];

    public Dictionary<string, QueueDepth> Depths { get; } = [];

    /// <summary>What is read of a function; a function that is not in it has neither a reservation nor tags, and is terminated by AWS when it loops.</summary>
    public Dictionary<string, FunctionDetails> Details { get; } = [];

    /// <summary>Functions that are gone since they were listed.</summary>
    public HashSet<string> Vanished { get; } = [];

    /// <summary>By role, the ARNs that it may write to.</summary>
    public Dictionary<string, HashSet<string>> Writable { get; } = [];

    /// <summary>What is published of functions; of one that is not in it nothing is.</summary>
    public Dictionary<string, FunctionVersions> Versions { get; } = [];

    /// <summary>By function, the buckets, topics and rules that may call it.</summary>
    public Dictionary<string, PushTrigger[]> Triggers { get; } = [];

    /// <summary>Functions whose versions and policies Lambda refuses to tell.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>The names of the functions whose versions were asked for.</summary>
    public List<string> VersionsRead { get; } = [];

    /// <summary>The functions and qualifiers whose policies were asked for.</summary>
    public List<string> PoliciesRead { get; } = [];

    public int Limit { get; set; } = 1_000;

    public int InventoryReads { get; private set; }

    /// <summary>The names of the functions whose details were read.</summary>
    public List<string> DetailsRead { get; } = [];

    /// <summary>The roles that IAM was asked about.</summary>
    public List<string> RolesAsked { get; } = [];

    /// <summary>The queues of every request for depths.</summary>
    public List<string> DepthsAsked { get; } = [];

    /// <summary>Every query of every request, in order.</summary>
    public List<MetricQuery> Asked { get; } = [];

    /// <summary>Gives a metric its points, one a minute from the start on.</summary>
    public void Publish(MetricQuery query, params double[] points) => Publish(query, Given.Start, points);

    /// <summary>Gives a metric its points, one a minute from a later minute on.</summary>
    public void Publish(MetricQuery query, DateTimeOffset from, double[] points) =>
        _points[query] = points.Select((value, minute) => (Time: from.AddMinutes(minute), value)).ToDictionary(p => p.Time, p => p.value);

    public Task<Inventory> ReadAsync(CancellationToken cancellationToken)
    {
        InventoryReads++;
        return Task.FromResult(new Inventory([.. Functions], [.. Queues], [.. Mappings], new AccountLimits(Limit, Limit)) { Streams = [.. Streams] });
    }

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken)
    {
        DetailsRead.Add(functionName);
        return Task.FromResult(
            Functions.Any(f => f.Name == functionName) && !Vanished.Contains(functionName)
                ? Details.GetValueOrDefault(functionName) ?? new FunctionDetails(null, new Dictionary<string, string>(), RecursionAllowed: false)
                : null);
    }

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken)
    {
        Asked.AddRange(queries);
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(queries.ToDictionary(
            query => query,
            query => Series.FromPoints(window, _points.GetValueOrDefault(query) ?? [])));
    }

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        Asked.AddRange(queries);
        return Task.FromResult<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>>(queries.ToDictionary(
            query => query,
            IReadOnlyList<HourlyPoint> (query) =>
            [
                .. (_points.GetValueOrDefault(query) ?? [])
                    .Where(p => p.Key >= start && p.Key < end)
                    .GroupBy(p => new DateTimeOffset(p.Key.UtcDateTime.Date.AddHours(p.Key.Hour), TimeSpan.Zero))
                    .Select(hour => new HourlyPoint(hour.Key, query.Statistic is "Sum" ? hour.Sum(p => p.Value) : hour.Average(p => p.Value)))
                    .OrderBy(hour => hour.Start),
            ]));
    }

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DimensionSet>>(
            [.. _points.Keys.Where(q => q.Namespace == @namespace && q.Metric == metric).Select(q => q.Dimensions).Distinct()]);

    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken)
    {
        DepthsAsked.AddRange(queues.Select(q => q.Name));
        return Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(
            queues.Where(q => Depths.ContainsKey(q.Name)).ToDictionary(q => q.Name, q => Depths[q.Name]));
    }

    public Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken)
    {
        VersionsRead.Add(functionName);
        if (Refused.Contains(functionName))
            throw new InvalidOperationException("Rate exceeded");
        return Task.FromResult(Vanished.Contains(functionName) ? null : Versions.GetValueOrDefault(functionName) ?? new FunctionVersions(functionName, [], [], []));
    }

    public Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken)
    {
        PoliciesRead.AddRange([functionName, .. qualifiers.Select(q => $"{functionName}:{q}")]);
        if (Refused.Contains(functionName))
            throw new InvalidOperationException("Rate exceeded");
        return Task.FromResult<IReadOnlyList<PushTrigger>>(
            [.. Triggers.GetValueOrDefault(functionName, []).Where(t => t.Qualifier is null || qualifiers.Contains(t.Qualifier))]);
    }

    public Task<IReadOnlySet<string>?> WritableAsync(string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken)
    {
        RolesAsked.Add(roleArn);
        return Task.FromResult<IReadOnlySet<string>?>(resourceArns.Intersect(Writable.GetValueOrDefault(roleArn, [])).ToHashSet());
    }
}
