using System.Text;
using Spectre.Console;

namespace Watchdog.Benchmarks.Rendering;

/// <summary>A table for the screen and for a document.</summary>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public Table ForScreen()
    {
        var table = new Table().Border(TableBorder.Ascii);
        foreach (var name in Header)
            table.AddColumn(new TableColumn(name.EscapeMarkup()));
        foreach (var row in Rows)
            table.AddRow([.. row.Select(c => c.EscapeMarkup())]);
        return table;
    }

    public void AppendMarkdown(StringBuilder text)
    {
        text.Append($"| {string.Join(" | ", Header)} |\n|{string.Concat(Header.Select(_ => "---|"))}\n");
        foreach (var row in Rows)
            text.Append($"| {string.Join(" | ", row)} |\n");
    }
}
