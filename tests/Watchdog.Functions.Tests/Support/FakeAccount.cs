using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Functions.Tests.Support;

/// <summary>An account with one queue, work, whose messages trigger one function, orders; everything that is asked of it can be answered.</summary>
internal sealed class FakeAccount : IInventorySource, IMetricSource, IQueueDepthSource, IPermissionSource, IMappingControl, IConcurrencyControl, IRuleControl, IVersionSource
{
    private readonly Dictionary<MetricQuery, double[]> _points = [];

    public EventSourceMapping Mapping { get; private set; } = Given.Mapping("work", "orders");

    public Queue Queue { get; set; } = Given.Queue("work");

    public List<MappingChange> Changes { get; } = [];

    /// <summary>So many changes are refused first, as while Lambda carries out an earlier one.</summary>
    public int RefusedChanges { get; set; }

    /// <summary>Gives a metric its newest points, the last one in the last minute of whatever window is asked for.</summary>
    public void Publish(MetricQuery query, params double[] newest) => _points[query] = newest;

    public Task<Inventory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        new Inventory([Given.Function("orders")], [Queue], [Mapping], new AccountLimits(1_000, 1_000)));

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken) => Task.FromResult(
        functionName == "orders" ? new FunctionDetails(null, new Dictionary<string, string>(), RecursionAllowed: false) : null);

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(queries.Distinct().ToDictionary(
            query => query,
            query =>
            {
                var points = _points.GetValueOrDefault(query, []);
                var from = window.End.AddMinutes(-points.Length);
                return Series.FromPoints(window, points.Select((value, minute) => KeyValuePair.Create(from.AddMinutes(minute), value)));
            }));

    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(queues.ToDictionary(q => q.Name, _ => new QueueDepth(0, 0, 0)));

    public Task<IReadOnlySet<string>?> WritableAsync(string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>?>(resourceArns.ToHashSet());

    public Task<EventSourceMapping?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        Task.FromResult(uuid == Mapping.Uuid ? Mapping : null);

    public Task ChangeAsync(string uuid, MappingChange change, CancellationToken cancellationToken)
    {
        if (RefusedChanges > 0)
        {
            RefusedChanges--;
            throw new MappingBusyException(uuid, new InvalidOperationException("ResourceInUseException"));
        }
        Changes.Add(change);
        Mapping = Mapping with
        {
            State = change.Enabled switch { true => "Enabled", false => "Disabled", null => Mapping.State },
            MaximumConcurrency = change.ScalingConfig is { } scaling ? scaling.MaximumConcurrency : Mapping.MaximumConcurrency,
        };
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>>(queries.ToDictionary(q => q, IReadOnlyList<HourlyPoint> (_) => []));

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DimensionSet>>([]);

    Task<FunctionConcurrency?> IConcurrencyControl.FindAsync(string function, CancellationToken ct) =>
        Task.FromResult<FunctionConcurrency?>(new FunctionConcurrency(null, HasFailureDestination: false));

    Task<EventRule?> IRuleControl.FindAsync(string ruleArn, CancellationToken ct) => Task.FromResult<EventRule?>(null);

    Task IConcurrencyControl.ChangeAsync(string function, int? reserved, CancellationToken ct) => throw new NotSupportedException();

    Task IRuleControl.ChangeAsync(string ruleArn, bool enabled, CancellationToken ct) => throw new NotSupportedException();

    public Task<FunctionVersions?> ReadVersionsAsync(string functionName, CancellationToken cancellationToken) =>
        Task.FromResult<FunctionVersions?>(new FunctionVersions(functionName, [], [], []));

    public Task<IReadOnlyList<PushTrigger>> ReadTriggersAsync(
        string functionName, IReadOnlyCollection<string> qualifiers, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PushTrigger>>([]);
}
