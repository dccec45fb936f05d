using System.Collections.Immutable;

namespace Watchdog.Core.Signals;

/// <summary>
/// One signal over a window, one point a minute. A minute for which CloudWatch has no point is null, which is not zero: nothing happened, or
/// the point has not arrived yet.
/// </summary>
public sealed class Series
{
    private readonly ImmutableArray<double?> _points;

    /// <exception cref="ArgumentException">There is not exactly one point for each minute of the window.</exception>
    public Series(TimeWindow window, ImmutableArray<double?> points)
    {
        if (points.Length != window.Minutes)
            throw new ArgumentException($"The window has {window.Minutes} minutes, but {points.Length} points were given.", nameof(points));
        Window = window;
        _points = points;
    }

    public TimeWindow Window { get; }

    public int Length => _points.Length;

    /// <summary>The point of the minute that is <paramref name="index"/> minutes after the window's start.</summary>
    public double? this[int index] => _points[index];

    /// <summary>One for each minute, the oldest first; null where there is none.</summary>
    public ImmutableArray<double?> Points => _points;

    /// <summary>The points that there are, the oldest first.</summary>
    public IEnumerable<double> Known => _points.OfType<double>();

    /// <summary>How many minutes have a point.</summary>
    public int Count => _points.Count(p => p is not null);

    /// <summary>The index of the newest minute that has a point; null when none has.</summary>
    public int? LastIndex
    {
        get
        {
            for (var i = _points.Length - 1; i >= 0; i--)
                if (_points[i] is not null)
                    return i;
            return null;
        }
    }

    /// <summary>The oldest minute that has a point; null when none has.</summary>
    public DateTimeOffset? FirstTime
    {
        get
        {
            for (var i = 0; i < _points.Length; i++)
                if (_points[i] is not null)
                    return TimeAt(i);
            return null;
        }
    }

    /// <summary>The newest point; null when there is none.</summary>
    public double? Last => LastIndex is { } i ? _points[i] : null;

    public double Sum => _points.Sum(p => p ?? 0);

    /// <summary>Null when there is no point.</summary>
    public double? Max => _points.Max();

    public static Series Empty(TimeWindow window) => new(window, [.. Enumerable.Repeat<double?>(null, window.Minutes)]);

    /// <summary>Points that lie outside the window are left out; of two for one minute the later one in the sequence stands.</summary>
    public static Series FromPoints(TimeWindow window, IEnumerable<KeyValuePair<DateTimeOffset, double>> points)
    {
        var values = new double?[window.Minutes];
        foreach (var (time, value) in points)
        {
            var minute = Minute.Floor(time);
            if (minute >= window.Start && minute < window.End)
                values[Minute.Between(window.Start, minute)] = value;
        }
        return new Series(window, [.. values]);
    }

    /// <summary>The start of the minute at an index.</summary>
    public DateTimeOffset TimeAt(int index) => Window.Start.AddMinutes(index);

    /// <summary>The last <paramref name="minutes"/> minutes of the window, or all of it when it is shorter.</summary>
    public Series Tail(int minutes)
    {
        var count = Math.Min(minutes, Length);
        return new Series(new TimeWindow(Window.End.AddMinutes(-count), Window.End), _points[(Length - count)..]);
    }

    /// <summary>This series up to, and not including, the minute at <paramref name="index"/>.</summary>
    public Series Before(int index) => new(new TimeWindow(Window.Start, TimeAt(index)), _points[..index]);

    /// <summary>Missing minutes up to and including <paramref name="lastIndex"/> become zero: right for sums of a resource whose newer points are known.</summary>
    public Series ZeroFilled(int lastIndex) => new(Window, [.. _points.Select((p, i) => p ?? (i <= lastIndex ? 0 : null))]);

    /// <summary>The same series with one minute's point replaced; outside the window nothing changes.</summary>
    public Series With(DateTimeOffset minute, double value)
    {
        var index = Minute.Between(Window.Start, Minute.Floor(minute));
        return index < 0 || index >= Length ? this : new Series(Window, _points.SetItem(index, value));
    }
}
