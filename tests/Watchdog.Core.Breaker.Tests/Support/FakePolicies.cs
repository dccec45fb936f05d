using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>The functions' policies, and the qualifiers that CloudWatch knows to have been called.</summary>
public sealed class FakePolicies : IVersionSource, IMetricSource
{
    public List<PushTrigger> Triggers { get; } = [];

    /// <summary>E.g. <c>resize:live</c>.</summary>
    public List<string> Called { get; } = [];

    /// <summary>The functions and qualifiers whose policies were read, in order.</summary>
    public List<string> Read { get; } = [];

    /// <summary>What reading a function's policy is answered with instead; null: nothing.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken)
    {
        Read.AddRange([functionName, .. qualifiers.Select(q => $"{functionName}:{q}")]);
        if (Fault(functionName) is { } fault)
            throw fault;
        return Task.FromResult<IReadOnlyList<PushTrigger>>(
            [.. Triggers.Where(t => t.Function == functionName && (t.Qualifier is null || qualifiers.Contains(t.Qualifier)))]);
    }

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DimensionSet>>(
            [.. Called.Select(c => DimensionSet.Of(new MetricDimension("FunctionName", c.Split(':')[0]), new MetricDimension("Resource", c)))]);

    public Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) => throw new NotSupportedException();
}
