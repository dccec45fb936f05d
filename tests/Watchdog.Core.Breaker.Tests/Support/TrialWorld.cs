using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>
/// A function with one trigger, minute by minute: outside arrivals, a gain, and a backlog. It obeys the phase of a trial as an account would,
/// and gives metrics two minutes late.
/// </summary>
internal sealed class TrialWorld(ResourceKind trigger, double gain, Func<int, double> outside, int seed = 1) : IMetricSource, IQueueDepthSource
{
    /// <summary>Unhindered, it works off so much. Messages/min.</summary>
    private const double Capacity = 6_000;

    private const int DelayMinutes = 2;

    /// <summary>From this minute on what is worked off comes back.</summary>
    public const int Onset = 30;

    private readonly Random _random = new(seed);
    private readonly List<(double Arrived, double Taken)> _minutes = [];
    private double _waiting;

    /// <summary>Whether somebody has deleted the queue.</summary>
    public bool HasGone { get; set; }

    public DateTimeOffset Now => An.Nine.AddMinutes(_minutes.Count);

    public Inventory Inventory => An.Inventory(
        [An.Function("orders")], [An.Mapping("m1", SourceArn, "orders")], trigger is ResourceKind.Queue ? [An.Queue("work")] : []);

    public Loop Loop
    {
        get
        {
            var source = new EventSource(new ResourceId(trigger, "work"), SourceArn);
            var edge = new TriggerEdge(source, "orders", trigger is ResourceKind.Topic ? null : "m1", Enabled: true);
            return new Loop("orders", ["orders"], [edge], "orders -> work -> orders", IsLive: true, [])
            {
                Hops = [new LoopHop("orders", [edge], source, [source])],
            };
        }
    }

    private string SourceArn => trigger switch
    {
        ResourceKind.Queue => An.QueueArn("work"),
        ResourceKind.Table => An.TableStreamArn("work"),
        _ => "arn:aws:sns:us-east-1:123456789012:work",
    };

    /// <summary>A minute passes.</summary>
    /// <param name="trial">Null: nothing holds the function.</param>
    public void Pass(Trial? trial)
    {
        var hop = trial?.Hops[0];
        var allowed = (trial?.Phase, hop?.Gauge) switch
        {
            (null, _) => Capacity,
            (TrialPhase.Trickle, TrialGauge.QueueDepth) => hop!.TricklePerMinute,
            (TrialPhase.Trickle, TrialGauge.AsyncEvents) => hop!.Trickle * 60,
            (TrialPhase.Trickle, _) => hop!.Trickle * 60,
            (TrialPhase.Pause, TrialGauge.AsyncEvents) => 60,
            _ => 0,
        };
        var come = Poisson(outside(_minutes.Count));
        // A second a turn: what comes back goes round again within the minute.
        var taken = Math.Min(allowed, (_waiting + come) * (gain > 0 && _minutes.Count >= Onset ? 60 : 1));
        var back = _minutes.Count < Onset ? 0 : gain * taken;
        _waiting += come + back - taken;
        _minutes.Add((come + back, taken));
    }

    public Task<IReadOnlyDictionary<string, QueueDepth>> ReadAsync(IReadOnlyCollection<Queue> queues, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, QueueDepth>>(queues.Where(_ => !HasGone).ToDictionary(q => q.Name, _ => new QueueDepth((long)_waiting, 0, 0)));

    public Task<IReadOnlyDictionary<MetricQuery, Series>> ReadAsync(
        IReadOnlyCollection<MetricQuery> queries, TimeWindow window, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<MetricQuery, Series>>(queries.ToDictionary(q => q, q => Series.FromPoints(
            window,
            _minutes.Take(Math.Max(0, _minutes.Count - DelayMinutes)).Select((m, i) => KeyValuePair.Create(An.Nine.AddMinutes(i), ValueOf(q, m.Arrived, m.Taken))))));

    public Task<IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>>> ReadHourlyAsync(
        IReadOnlyCollection<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DimensionSet>> ListAsync(string @namespace, string metric, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private static double ValueOf(MetricQuery query, double arrived, double taken) => query.Metric switch
    {
        "NumberOfMessagesSent" or "ConsumedWriteCapacityUnits" or "AsyncEventsReceived" => arrived,
        "Errors" => 0,
        "Duration" => 1_000,
        _ => taken,
    };

    /// <summary>Knuth's way for few, the normal limit for many.</summary>
    private double Poisson(double mean)
    {
        if (mean > 200)
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()))));
        var count = 0;
        for (var product = _random.NextDouble(); product > Math.Exp(-mean); product *= _random.NextDouble())
            count++;
        return count;
    }
}
