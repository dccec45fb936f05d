namespace Watchdog.Cli.Plotting;

/// <summary>One diagram over the time of a scenario.</summary>
/// <param name="Name">As it stands in the file's name, e.g. age.</param>
/// <param name="Left">What the axis on the left counts, with its unit.</param>
/// <param name="Right">The same of the axis on the right; null: there is none.</param>
internal sealed record Chart(string Name, string Title, string Left, string? Right, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>The right axis ends here; null: where its lines do.</summary>
    public double? RightTop { get; init; }
}

/// <param name="Colour">One of <see cref="ChartColours"/>.</param>
/// <param name="Points">Minutes since the start and values. Minutes without a point are gaps.</param>
internal sealed record ChartLine(string Label, string Colour, IReadOnlyList<(int Minute, double Value)> Points)
{
    public bool OnRight { get; init; }

    public bool Dashed { get; init; }

    public double Top => Points.Count == 0 ? 0 : Points.Max(p => p.Value);
}

/// <summary>The colours that CloudWatch's console gives to the first, second, … metric of a graph.</summary>
internal static class ChartColours
{
    public const string Blue = "#1f77b4";
    public const string Orange = "#ff7f0e";
    public const string Green = "#2ca02c";
    public const string Red = "#d62728";

    /// <summary>For lines of the same kind.</summary>
    public static IReadOnlyList<string> InTurn { get; } = [Blue, Orange, Green, "#9467bd"];
}
