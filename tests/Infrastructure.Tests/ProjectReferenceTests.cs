using System.Xml.Linq;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

/// <summary>The arrows between the parts. A part that is not in the table may refer to none of ours.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Watchdog.Aws"] = ["Watchdog.Core"],
        ["Watchdog.Functions"] = ["Watchdog.Aws", "Watchdog.Core"],
        ["Watchdog.Cli"] = ["Watchdog.Functions", "Watchdog.Aws", "Watchdog.Core", "Watchdog.Simulator"],
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_refers_only_to_what_it_may(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.All(References(project), r => Assert.Contains(r.Name, Allowed.GetValueOrDefault(name, [])));
    }

    [Fact]
    public void Packages_that_src_Compat_may_stand_in_for_are_asked_for_as_AwsPackage()
    {
        var standIns = Repository.Files("src", "*.csproj").Where(IsCompat).Select(p => Path.GetFileNameWithoutExtension(p)!).ToHashSet();
        Assert.All(Repository.Files("src", "*.csproj").Where(p => !IsCompat(p)), project =>
        {
            Assert.DoesNotContain(References(project), r => r.Path.Contains("/Compat/", StringComparison.Ordinal));
            Assert.DoesNotContain(Items(project, "PackageReference"), standIns.Contains);
        });
    }

    [Fact]
    public void Stand_ins_refer_to_nothing_but_each_other()
    {
        Assert.All(Repository.Files("src", "*.csproj").Where(IsCompat), project =>
            Assert.All(References(project), r => Assert.True(IsCompat(r.Path), $"{project} refers to {r.Path}")));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Watchdog.sln").Replace('\\', '/');
        Assert.All(Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj")), project =>
            Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    public static TheoryData<string> Parts => [.. Repository.Files("src", "*.csproj").Where(p => !IsCompat(p))];

    private static bool IsCompat(string project) => project.Contains("src/Compat/", StringComparison.Ordinal);

    /// <summary>Project references, with paths relative to the repository's root.</summary>
    private static IEnumerable<(string Name, string Path)> References(string project) =>
        Items(project, "ProjectReference").Select(include =>
        {
            var path = include.Replace('\\', '/')
                .Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal)
                .Replace("$(StackFunctionsProject)", "../Watchdog.Functions/Watchdog.Functions.csproj", StringComparison.Ordinal);
            var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(project))!, path));
            return (Path.GetFileNameWithoutExtension(full), Path.GetRelativePath(Repository.Root, full).Replace('\\', '/'));
        });

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Repository.PathOf(project)).Descendants(item).Select(i => (string?)i.Attribute("Include")).OfType<string>();
}
