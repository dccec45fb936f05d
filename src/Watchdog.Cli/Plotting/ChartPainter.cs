using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Watchdog.Cli.Plotting;

/// <summary>Draws charts as PNG in the manner of CloudWatch's console. The same charts give the same bytes on the same machine.</summary>
internal static class ChartPainter
{
    public const int Width = 900;
    public const int Height = 300;

    private const float RowHeight = 15;
    private const float AxisWidth = 74;

    /// <summary>What the axes, the title and the legend leave of the height, about.</summary>
    private const double PlotHeight = 200;

    /// <summary>What lines on the left reach of the height where there are others on the right, so that two plateaus do not hide one another.</summary>
    private const double LeftBesideRight = 0.8;

    /// <summary>zlib's highest level.</summary>
    private const int SmallestFile = 9;

    /// <summary>The first of these that is there; the default may be one with serifs.</summary>
    private static readonly string[] Fonts = ["Amazon Ember", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];

    private static readonly Color Ink = Color.FromHex("#545b64");
    private static readonly Color Grid = Color.FromHex("#eaeded");
    private static readonly int[] TickMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

    /// <param name="start">The time of day at minute 0.</param>
    public static byte[] Paint(Chart chart, IReadOnlyList<ChartMark> marks, DateTimeOffset start, double minutes)
    {
        using var plot = Draw(chart, marks, start, minutes);
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        plot.Render(surface.Canvas, Width, Height);
        using var image = surface.Snapshot();
        return Encoded(image);
    }

    /// <summary>Charts of <see cref="Width"/> and <see cref="Height"/>, one under the other.</summary>
    public static byte[] Stack(IReadOnlyList<byte[]> charts)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height * charts.Count));
        for (var i = 0; i < charts.Count; i++)
        {
            using var chart = SKBitmap.Decode(charts[i]);
            surface.Canvas.DrawBitmap(chart, 0, i * Height);
        }
        using var image = surface.Snapshot();
        return Encoded(image);
    }

    private static byte[] Encoded(SKImage image)
    {
        using var pixels = image.PeekPixels();
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, SmallestFile));
        return png?.ToArray() ?? throw new InvalidOperationException("The chart could not be encoded as PNG.");
    }

    private static Plot Draw(Chart chart, IReadOnlyList<ChartMark> marks, DateTimeOffset start, double minutes)
    {
        var plot = new Plot();
        Style(plot, chart);
        foreach (var mark in marks)
            DrawMark(plot, mark);
        foreach (var line in chart.Lines)
            DrawLine(plot, line);
        plot.Axes.SetLimitsX(0, minutes);
        plot.Axes.Bottom.TickGenerator = TimesOfDay(start, minutes);
        var rows = marks.Where(m => m.HasLabel).Select(m => m.Row + 1).DefaultIfEmpty(0).Max();
        var share = 1 - (rows * RowHeight + 8) / PlotHeight;
        plot.Axes.SetLimitsY(0, Top(chart.Lines.Where(l => !l.OnRight)) / share / (chart.Right is null ? 1 : LeftBesideRight), plot.Axes.Left);
        if (chart.Right is not null)
            plot.Axes.SetLimitsY(0, (chart.RightTop ?? Top(chart.Lines.Where(l => l.OnRight))) / share, plot.Axes.Right);
        if (chart.RightTop is { } top)
            plot.Axes.Right.TickGenerator = new NumericManual([0, top / 4, top / 2, top * 3 / 4, top], [.. Enumerable.Range(0, 5).Select(i => $"{top * i / 4:0}")]);
        foreach (var mark in marks.Where(m => m.HasLabel))
            DrawLabel(plot, mark, minutes, plot.Axes.Left.Max);
        return plot;
    }

    private static void Style(Plot plot, Chart chart)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.FrameColor(Grid);
        plot.Grid.MajorLineColor = Grid;
        plot.Grid.MajorLineWidth = 1;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.Title.Label.Text = chart.Title;
        plot.Axes.Title.Label.FontSize = 14;
        plot.Axes.Title.Label.ForeColor = Color.FromHex("#16191f");
        plot.Axes.Left.Label.Text = chart.Left;
        plot.Axes.Right.Label.Text = chart.Right ?? "";
        plot.Axes.Right.IsVisible = true;
        foreach (var axis in new IAxis[] { plot.Axes.Left, plot.Axes.Right })
        {
            axis.MinimumSize = AxisWidth;
            axis.MaximumSize = AxisWidth;
            axis.Label.FontSize = 12;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 11;
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
        }
        if (chart.Right is null)
            plot.Axes.Right.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Bottom.MinimumSize = plot.Axes.Bottom.MaximumSize = 22;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 11;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontSize = 11;
        plot.Legend.FontColor = Ink;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.Padding = new PixelPadding(0);
        plot.ShowLegend(Edge.Bottom);
        if (Fonts.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) is { } font)
            plot.Font.Set(font);
    }

    /// <summary>Stretches without a gap, one after the other; a point on its own is a dot.</summary>
    private static void DrawLine(Plot plot, ChartLine line)
    {
        var first = true;
        // One without a point has its place in the legend all the same; a chart whose legend is empty is not drawn at all.
        if (line.Points.Count == 0)
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = line.Label, LineColor = Color.FromHex(line.Colour), LineWidth = 1.5f });
        foreach (var stretch in Stretches(line.Points))
        {
            var drawn = plot.Add.ScatterLine(
                stretch.Select(p => (double)p.Minute).ToArray(), stretch.Select(p => p.Value).ToArray(), Color.FromHex(line.Colour));
            drawn.LineWidth = 1.5f;
            drawn.LinePattern = line.Dashed ? LinePattern.Dashed : LinePattern.Solid;
            if (stretch.Count == 1)
                drawn.MarkerSize = 4;
            if (first)
                drawn.LegendText = line.Label;
            if (line.OnRight)
                drawn.Axes.YAxis = plot.Axes.Right;
            first = false;
        }
    }

    private static IEnumerable<List<(int Minute, double Value)>> Stretches(IReadOnlyList<(int Minute, double Value)> points)
    {
        var stretch = new List<(int Minute, double Value)>();
        foreach (var point in points)
        {
            if (stretch.Count > 0 && point.Minute > stretch[^1].Minute + 1)
            {
                yield return stretch;
                stretch = [];
            }
            stretch.Add(point);
        }
        if (stretch.Count > 0)
            yield return stretch;
    }

    private static void DrawMark(Plot plot, ChartMark mark)
    {
        if (mark.IsMoment)
        {
            plot.Add.VerticalLine(mark.From, 1, Ink, LinePattern.Dashed);
            return;
        }
        var band = plot.Add.HorizontalSpan(mark.From, mark.To, ColourOf(mark).WithAlpha(0.07));
        band.LineStyle.Width = 0;
        plot.Add.VerticalLine(mark.From, 1, ColourOf(mark).WithAlpha(0.6));
    }

    private static void DrawLabel(Plot plot, ChartMark mark, double minutes, double top)
    {
        var text = plot.Add.Text(mark.Label, mark.EndsAtEdge(minutes) ? minutes : mark.From, top);
        text.LabelAlignment = mark.EndsAtEdge(minutes) ? Alignment.UpperRight : Alignment.UpperLeft;
        text.LabelFontSize = 11;
        text.LabelFontColor = mark.IsMoment ? Ink : ColourOf(mark).Darken(0.25);
        text.OffsetX = mark.EndsAtEdge(minutes) ? -3 : 4;
        text.OffsetY = 2 + mark.Row * RowHeight;
    }

    private static Color ColourOf(ChartMark mark) => Color.FromHex(mark.Critical ? ChartColours.Red : ChartColours.Orange);

    private static NumericManual TimesOfDay(DateTimeOffset start, double minutes)
    {
        var step = TickMinutes.FirstOrDefault(t => minutes / t <= 12, 1440);
        // On the hour, half hour, ... of the day rather than of the scenario.
        var first = (step - (int)start.TimeOfDay.TotalMinutes % step) % step;
        int[] at = [.. Enumerable.Range(0, (int)minutes / step + 1).Select(i => first + i * step).Where(m => m <= minutes)];
        return new NumericManual([.. at.Select(m => (double)m)], [.. at.Select(m => $"{start.AddMinutes(m):HH:mm}")]);
    }

    /// <summary>The highest value, or 10 where there is none: an axis from 0 to 0 has no scale.</summary>
    private static double Top(IEnumerable<ChartLine> lines) => lines.Select(l => l.Top).DefaultIfEmpty().Max() is > 0 and var top ? top : 10;
}
