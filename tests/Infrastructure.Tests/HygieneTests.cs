using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

public sealed class HygieneTests
{
    // Put together here, so that this file is not one of those that it finds.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "XX" + "X"];

    [Fact]
    public void Nothing_in_the_product_is_unfinished()
    {
        var found =
            from file in Repository.Files("src", "*.*")
            from line in File.ReadLines(Repository.PathOf(file)).Select((text, index) => (text, index))
            where Unfinished.Any(word => line.text.Contains(word, StringComparison.Ordinal))
            select $"{file}:{line.index + 1}: {line.text.Trim()}";
        Assert.Empty(found);
    }

    [Fact]
    public void A_suppressed_warning_is_explained_where_it_is_suppressed()
    {
        var silent =
            from file in Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            let lines = File.ReadAllLines(Repository.PathOf(file))
            from index in Enumerable.Range(0, lines.Length)
            where lines[index].TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
                && !lines[index].Contains("//", StringComparison.Ordinal)
                && (index == 0 || !lines[index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            select $"{file}:{index + 1}";
        Assert.Empty(silent);
    }

    [Fact]
    public void Tests_do_not_sleep()
    {
        var sleeping =
            from file in Repository.Files("tests", "*.cs")
            from line in File.ReadLines(Repository.PathOf(file))
            where line.Contains("Thread" + ".Sleep", StringComparison.Ordinal)
            select file;
        Assert.Empty(sleeping);
    }
}
