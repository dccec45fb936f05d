using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// The depths that SQS gave at earlier ticks of this process. They bridge the minutes that CloudWatch has not published yet; after a cold
/// start they are missing and CloudWatch's points come a little later, which costs time but no truth.
/// </summary>
public sealed class DepthHistory
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, List<KeyValuePair<DateTimeOffset, QueueDepth>>> _points = [];

    /// <summary>What is seen at a tick stands for the minute that has just ended.</summary>
    public void Add(DateTimeOffset now, IReadOnlyDictionary<string, QueueDepth> depths)
    {
        foreach (var queue in _points.Keys.Where(queue => !depths.ContainsKey(queue)).ToArray())
            _points.Remove(queue);
        foreach (var (queue, depth) in depths)
        {
            var points = _points.TryGetValue(queue, out var known) ? known : _points[queue] = [];
            points.RemoveAll(point => now - point.Key > Kept || point.Key >= now.AddMinutes(-1));
            points.Add(new(Minute.Floor(now).AddMinutes(-1), depth));
        }
    }

    /// <summary>Visible messages by minute.</summary>
    public IEnumerable<KeyValuePair<DateTimeOffset, double>> VisibleOf(string queue) =>
        _points.TryGetValue(queue, out var points) ? points.Select(p => KeyValuePair.Create(p.Key, (double)p.Value.Visible)) : [];

    /// <summary>Messages in flight by minute.</summary>
    public IEnumerable<KeyValuePair<DateTimeOffset, double>> InFlightOf(string queue) =>
        _points.TryGetValue(queue, out var points) ? points.Select(p => KeyValuePair.Create(p.Key, (double)p.Value.InFlight)) : [];

    /// <summary>All that is known of a queue, oldest first.</summary>
    public IReadOnlyList<KeyValuePair<DateTimeOffset, QueueDepth>> PointsOf(string queue) =>
        _points.TryGetValue(queue, out var points) ? points : [];

    /// <summary>
    /// By how much a queue has grown in a minute, visible and in flight together: so many messages at least have arrived in it, however many
    /// were deleted. Minutes in which it did not grow, or that were not seen from end to end, are left out.
    /// </summary>
    public IEnumerable<KeyValuePair<DateTimeOffset, double>> GrowthOf(string queue) =>
        _points.TryGetValue(queue, out var points)
            ? points.Zip(points.Skip(1))
                .Where(pair => pair.Second.Key - pair.First.Key == TimeSpan.FromMinutes(1) && pair.Second.Value.Total > pair.First.Value.Total)
                .Select(pair => KeyValuePair.Create(pair.Second.Key, (double)(pair.Second.Value.Total - pair.First.Value.Total)))
            : [];

    /// <summary>In how many of the newest minutes a queue held more than a minute earlier, and more than at any time before those minutes.</summary>
    public int FillingMinutesOf(string queue)
    {
        if (!_points.TryGetValue(queue, out var points))
            return 0;
        var first = points.Count - 1;
        while (first > 0 && points[first].Value.Total > points[first - 1].Value.Total)
            first--;
        var before = points.Take(first + 1).Select(p => p.Value.Total).DefaultIfEmpty(0).Max();
        return points.Skip(first + 1).Count(p => p.Value.Total > before);
    }

    /// <summary>The most messages that were on the queue at any tick since then; null when nothing is known of it.</summary>
    public long? HighestTotalSince(string queue, DateTimeOffset tick) =>
        _points.TryGetValue(queue, out var points)
            ? points.Where(p => p.Key >= Minute.Floor(tick).AddMinutes(-1)).Max(p => (long?)p.Value.Total)
            : null;
}
