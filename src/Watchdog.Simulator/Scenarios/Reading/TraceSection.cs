using System.Globalization;
using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>
/// Traffic as it was recorded: how many came in each minute, one number a line, or one column of a CSV with a header. What the trace does
/// not reach to is without traffic.
/// </summary>
internal static class TraceSection
{
    private const double MostPerMinute = 1e9;

    public static List<RateStep> Read(YamlMap traffic, TimeSpan end, Func<string, string>? readFile)
    {
        var trace = traffic.Require("trace");
        var scale = traffic.Find("scale")?.Number(0, 1e6) ?? 1;
        var lines = Lines(trace, readFile);
        var column = traffic.Find("column");
        var index = column is null ? (int?)null : Column(trace, column, lines);
        var steps = new List<RateStep>();
        foreach (var (number, line) in lines.Skip(column is null ? 0 : 1))
        {
            // A trace may be longer than the scenario; what is wrong in it is said all the same.
            var count = Count(trace, number, line, index);
            var at = TimeSpan.FromMinutes(steps.Count);
            steps.Add(new RateStep(at, count * scale / 60));
        }

        if (steps.Count == 0) throw trace.Error($"{trace.Text()} holds no number");
        steps.Add(new RateStep(TimeSpan.FromMinutes(steps.Count), 0));
        return steps.FindAll(s => s.At < end);
    }

    /// <summary>The lines that are not empty, with their numbers from 1.</summary>
    private static List<(int Number, string Text)> Lines(YamlValue trace, Func<string, string>? readFile)
    {
        if (readFile is null) throw trace.Error("needs a scenario that is a file: the trace is looked for beside it");
        try
        {
            return [.. readFile(trace.Text()).Split('\n').Select((line, i) => (i + 1, line.Trim())).Where(l => l.Item2.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw trace.Error($"{trace.Text()} cannot be read: {e.Message}");
        }
    }

    private static int Column(YamlValue trace, YamlValue column, List<(int Number, string Text)> lines)
    {
        var header = lines.Count > 0 ? Fields(lines[0].Text) : [];
        var index = header.IndexOf(column.Text());
        return index >= 0
            ? index
            : throw column.Error($"{trace.Text()} has no column '{column.Text()}'{Spelling.Suggest(column.Text(), header)}; it has {string.Join(", ", header)}");
    }

    private static double Count(YamlValue trace, int number, string line, int? column)
    {
        var fields = column is null ? [line] : Fields(line);
        if (column >= fields.Count) throw trace.Error($"{trace.Text()}:{number}: has {fields.Count} columns, and the number is in column {column + 1}");
        var text = fields[column ?? 0];
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var count) && count <= MostPerMinute)
            return count;
        var hint = column is null && line.Contains(',', StringComparison.Ordinal) ? "; of a CSV name the column with column: NAME" : "";
        throw trace.Error($"{trace.Text()}:{number}: '{text}' is no count; it must be a number, 0 or more{hint}");
    }

    /// <summary>Commas part the fields; a field in double quotes may hold commas, and a quote as two.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var (field, quoted) = ("", false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field += line[++i];
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) (fields, field) = ([.. fields, field.Trim()], "");
            else field += line[i];
        }

        return [.. fields, field.Trim()];
    }
}
