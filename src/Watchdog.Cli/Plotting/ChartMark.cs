using Watchdog.Cli.Reports;

namespace Watchdog.Cli.Plotting;

/// <summary>What Watchdog said or did, as it is marked in every chart. Times are minutes since the start.</summary>
/// <param name="To">Equal to <paramref name="From"/>: a moment, drawn as a line; else a span, drawn as a band.</param>
/// <param name="Row">The label's line under the upper edge; the marks' labels do not overlap.</param>
internal sealed record ChartMark(double From, double To, string Label, bool Critical, int Row)
{
    /// <summary>Labels beyond these rows would hide the lines; their marks stay.</summary>
    public const int MostRows = 4;

    /// <summary>The least width of a label's character, as a share of the chart's.</summary>
    private const double Character = 0.0078;

    public bool IsMoment => To <= From;

    public bool HasLabel => Row < MostRows;

    /// <summary>Incidents from when they fired until they were resolved, and what the breaker did.</summary>
    public static IReadOnlyList<ChartMark> Of(Report report)
    {
        var minutes = (double)report.Minutes;
        // A recovery is where the band of what it ended ends.
        var marks = report.Incidents.Where(i => i.Symptom != "Recovered")
            .Select(i => new ChartMark((double)i.FiredAt, (double)(i.ResolvedAt ?? report.Minutes), $"{i.Symptom} {i.Resource}", i.Severity == "critical", 0))
            .Concat(report.Actions.Select(a => new ChartMark((double)a.At, (double)a.At, $"{a.Action} {a.Function}", false, 0)));
        var free = new List<double>();
        var placed = new List<ChartMark>();
        foreach (var mark in marks.OrderBy(m => m.From).ThenBy(m => m.Label, StringComparer.Ordinal))
        {
            var width = mark.Label.Length * Character * minutes;
            var left = Math.Max(0, Math.Min(mark.From, minutes - width));
            var row = free.FindIndex(until => until <= left);
            if (row < 0)
            {
                row = free.Count;
                free.Add(0);
            }
            free[row] = left + width;
            placed.Add(mark with { Row = row });
        }
        return placed;
    }

    /// <summary>Whether the label has to end at the chart's right edge, since it would reach beyond it.</summary>
    public bool EndsAtEdge(double minutes) => From + Label.Length * Character * minutes > minutes;
}
