using System.Globalization;
using System.Text;

namespace Watchdog.Benchmarks.Breaker;

/// <summary>A scenario file that is written by a program: its head, and a line for each thing in it.</summary>
/// <param name="name">Of the scenario; also of its file.</param>
/// <param name="description">Without quotes.</param>
/// <param name="minutes">How long it lasts.</param>
internal sealed class ScenarioText(string name, string description, long seed, int minutes)
{
    private readonly List<(string Section, List<string> Items)> _sections = [];

    /// <summary>The stack's mode: off, alert, confirm or trip.</summary>
    public string Breaker { get; init; } = "confirm";

    /// <param name="section">"queues", "functions" and so on.</param>
    /// <param name="item">In braces, on one line.</param>
    public void Add(string section, string item)
    {
        var items = _sections.FirstOrDefault(s => s.Section == section).Items;
        if (items is null)
            _sections.Add((section, items = []));
        items.Add(item);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {name}\ndescription: \"{description}\"\nseed: {seed}\nduration: {minutes}m\nwatchdog: {{ breaker: {Breaker} }}\n");
        foreach (var (section, items) in _sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"{section}:\n");
            foreach (var item in items)
                text.Append(CultureInfo.InvariantCulture, $"  - {item}\n");
        }
        return text.ToString();
    }

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>"p50: 100ms, p99: 200ms": log-normal, with a slow call now and then.</summary>
    public static string Duration(double milliseconds) => $"duration: {{ p50: {Number(milliseconds)}ms, p99: {Number(2 * milliseconds)}ms }}";
}
