using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker;

/// <summary>A rate per minute with the minutes told apart that had none from those of which nothing is known.</summary>
internal sealed class Rates
{
    private readonly Series _series;
    private readonly int _first;
    private readonly int _end;

    private Rates(Series series, int first, int end, int settled)
    {
        _series = series;
        _first = first;
        _end = end;
        // Of the newest settled minute and the unsettled ones after it the highest: the others may still grow.
        var index = Enumerable.Range(settled, end - settled + 1).MaxBy(i => (this[i] ?? 0, i));
        Current = (index, this[index] ?? 0);
    }

    /// <summary>The minute that is judged.</summary>
    public (int Index, double Rate) Current { get; }

    /// <summary>False where the function, or what is known of it, begins within the window.</summary>
    public bool KnownFromWindowStart => _first == 0;

    /// <summary>Null: nothing is known of that minute.</summary>
    public double? this[int index] => index < _first || index > _end ? null : _series[index] ?? 0;

    /// <returns>Null when no minute of the window is known.</returns>
    public static Rates? Of(SpikeInput input, DateTimeOffset now, SpikeOptions options)
    {
        var series = input.PerMinute;
        var settled = Minute.Between(series.Window.Start, Minute.Floor(now).AddMinutes(-options.SettleMinutes)) - 1;
        settled = Math.Min(settled, series.Length - 1);
        var end = Math.Max(settled, series.LastIndex ?? -1);
        var first = Enumerable.Range(0, series.Length)
            .Where(i => series[i] is not null || series.TimeAt(i) >= input.ExistsSince)
            .Cast<int?>()
            .FirstOrDefault();
        return first is null || first > end ? null : new Rates(series, first.Value, end, Math.Clamp(settled, first.Value, end));
    }

    public DateTimeOffset TimeAt(int index) => _series.TimeAt(index);

    /// <summary>The first of the minutes up to the judged one that have all been at or above a rate.</summary>
    public int RunStart(double rate)
    {
        var start = Current.Index;
        while (this[start - 1] >= rate)
            start--;
        return start;
    }

    /// <summary>The first of the minutes up to the judged one that have all stood out of those before the first.</summary>
    public int FirstSign()
    {
        var start = Current.Index;
        while (this[start - 1] is { } rate && Noise.IsBeyond(rate, Before(start - 1)))
            start--;
        return start;
    }

    /// <summary>What is known of the minutes before an index.</summary>
    public IEnumerable<double> Before(int index) => Enumerable.Range(0, index).Select(i => this[i]).OfType<double>();

    /// <summary>How many minutes before an index are known.</summary>
    public int CountBefore(int index) => Math.Max(0, index - _first);

    /// <summary>The highest known rate of the minutes from <paramref name="start"/> up to, and not including, <paramref name="end"/>.</summary>
    public double? Max(int start, int end) => Enumerable.Range(start, end - start).Max(i => this[i]);
}
