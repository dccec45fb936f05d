using Watchdog.Benchmarks.Rendering;

namespace Watchdog.Benchmarks.Tests.Rendering;

public sealed class MarkdownFileTests : IDisposable
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Suite.Folder, "..", ".."));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watchdog-markdown-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_stands_between_the_markers_is_replaced_and_nothing_else()
    {
        var file = Write("before\n<!-- part -->\nold\n<!-- /part -->\nafter\n");

        MarkdownFile.Replace(file, "part", "\nnew\n");

        Assert.Equal("before\n<!-- part -->\nnew\n<!-- /part -->\nafter\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("no marker at all")]
    [InlineData("<!-- part --> without an end")]
    [InlineData("<!-- /part --> before <!-- part -->")]
    public void A_file_without_the_two_markers_in_their_order_is_refused_and_left_alone(string text)
    {
        var file = Write(text);

        var error = Assert.Throws<InvalidDataException>(() => MarkdownFile.Replace(file, "part", "new"));

        Assert.Equal($"{file} has no <!-- part --> followed by <!-- /part -->.", error.Message);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("there is no file /nowhere/at-all.md.", MarkdownFile.FindProblem("/nowhere/at-all.md", "part"));

    [Theory]
    [InlineData("docs/detection.md", "scoreboard")]
    [InlineData("docs/breaker.md", "breaker")]
    [InlineData("docs/native.md", "coldstart")]
    [InlineData("docs/native.md", "coldstart-cpu")]
    public void The_documents_have_the_parts_that_the_benchmarks_write(string document, string part)
    {
        var file = Path.Combine(Repository, document);

        Assert.Null(MarkdownFile.FindProblem(file, part));
        var text = File.ReadAllText(file);
        Assert.Contains("\n| ", text.Split($"<!-- {part} -->")[1].Split($"<!-- /{part} -->")[0], StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        var file = Path.Combine(_folder.FullName, "document.md");
        File.WriteAllText(file, text);
        return file;
    }
}
