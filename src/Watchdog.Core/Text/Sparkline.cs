namespace Watchdog.Core.Text;

/// <summary>A series as one line of text.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>One character a point: from the lowest bar for zero (or less) to the highest for the maximum; a space where there is no point.</summary>
    public static string Draw(IReadOnlyCollection<double?> points)
    {
        var max = points.Max() ?? 0;
        return string.Concat(points.Select(point => point is { } value ? Bars[Level(value, max)] : ' '));
    }

    private static int Level(double value, double max) =>
        max <= 0 || value <= 0 ? 0 : Math.Min(Bars.Length - 1, (int)Math.Round(value / max * (Bars.Length - 1)));
}
