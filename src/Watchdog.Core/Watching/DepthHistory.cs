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

    private readonly Dictionary<string, List<KeyValuePair<DateTimeOffset, double>>> _visible = [];

    /// <summary>What is seen at a tick stands for the minute that has just ended.</summary>
    public void Add(DateTimeOffset now, IReadOnlyDictionary<string, QueueDepth> depths)
    {
        foreach (var queue in _visible.Keys.Where(queue => !depths.ContainsKey(queue)).ToArray())
            _visible.Remove(queue);
        foreach (var (queue, depth) in depths)
        {
            var points = _visible.TryGetValue(queue, out var known) ? known : _visible[queue] = [];
            points.RemoveAll(point => now - point.Key > Kept || point.Key >= now.AddMinutes(-1));
            points.Add(new(Minute.Floor(now).AddMinutes(-1), depth.Visible));
        }
    }

    public IReadOnlyCollection<KeyValuePair<DateTimeOffset, double>> Of(string queue) => _visible.TryGetValue(queue, out var points) ? points : [];
}
