using Watchdog.Cli.Playing;
using Watchdog.Cli.Staging;

namespace Watchdog.Cli.Plotting;

/// <summary>Where `simulate --plot` puts its pictures: one for each chart, NAME-CHART.png, and one of all of them, NAME.png.</summary>
internal static class PlotFolder
{
    /// <exception cref="UsageException">The folder cannot be made.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--plot: {folder} cannot be made: {e.Message}");
        }
    }

    /// <returns>The files' paths.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, Playthrough played, IStagedAccount account, CancellationToken cancellationToken)
    {
        var marks = ChartMark.Of(played.Report);
        var minutes = (double)played.Report.Minutes;
        var charts = ScenarioCharts.Of(played.Scenario, account);
        byte[][] pictures = [.. charts.Select(c => ChartPainter.Paint(c, marks, account.Start, minutes))];
        var files = new List<string>();
        foreach (var (name, picture) in charts.Select(c => $"-{c.Name}").Append("").Zip(pictures.Append(ChartPainter.Stack(pictures))))
        {
            files.Add(Path.Combine(folder, $"{played.Scenario.Name}{name}.png"));
            await File.WriteAllBytesAsync(files[^1], picture, cancellationToken);
        }
        return files;
    }
}
