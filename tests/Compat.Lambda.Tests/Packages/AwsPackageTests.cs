using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.Packages;

/// <summary>What an AwsPackage item stands for, as MSBuild itself says. Nothing here restores, so that no registry is asked.</summary>
public sealed class AwsPackageTests
{
    private const string Generator = "Amazon.Lambda.Annotations.SourceGenerator";

    /// <summary>What the service clients share: in the official packages it is inside each of them.</summary>
    private const string SharedByClients = "AWSSDK.Wire";

    private static readonly string[] s_packages =
    [
        "AWS.Lambda.Powertools.Metrics", "Amazon.Lambda.Annotations", "Amazon.Lambda.CloudWatchEvents", "Amazon.Lambda.Core",
        "Amazon.Lambda.RuntimeSupport", "Amazon.Lambda.Serialization.SystemTextJson",
    ];

    private static string Compat => Path.Combine(Repository.Root, "src", "Compat");

    private static string App => Path.Combine(Repository.Root, "tests", "Compat.Lambda.Tests.App", "Compat.Lambda.Tests.App.csproj");

    [Theory]
    [InlineData(null)]
    [InlineData("compat")]
    public async Task With_compat_a_package_is_its_project_and_the_generator_an_analyzer(string? value)
    {
        var items = await ItemsOfAsync(App, value);

        var references = items["ProjectReference"].ToDictionary(i => Path.GetFileNameWithoutExtension(i["Identity"]));
        Assert.Equal([.. s_packages, Generator], references.Keys.Order(StringComparer.Ordinal).OrderBy(k => k == Generator));
        Assert.All(references.Values, r => Assert.True(File.Exists(r["FullPath"]), r["FullPath"]));
        Assert.Equal(("Analyzer", "false"), (references[Generator]["OutputItemType"], references[Generator]["ReferenceOutputAssembly"]));
        Assert.All(s_packages, p => Assert.Equal("", references[p].GetValueOrDefault("OutputItemType", "")));
        Assert.DoesNotContain(items["PackageReference"], i => s_packages.Contains(i["Identity"]));
    }

    [Fact]
    public async Task With_nuget_a_package_is_itself_and_no_project_stands_in_for_it()
    {
        var items = await ItemsOfAsync(App, "nuget");

        Assert.Equal(s_packages, items["PackageReference"].Select(i => i["Identity"]).Intersect(s_packages).Order(StringComparer.Ordinal));
        Assert.Empty(items["ProjectReference"]);
    }

    [Fact]
    public async Task The_generator_comes_only_with_the_annotations()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "package-tests"));
        var project = Path.Combine(folder.FullName, "Plain.csproj");
        await File.WriteAllTextAsync(
            project,
            """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><AwsPackage Include="Amazon.Lambda.Core" /></ItemGroup></Project>""",
            TestContext.Current.CancellationToken);

        var items = await ItemsOfAsync(project, value: null);

        Assert.Equal(["Amazon.Lambda.Core"], items["ProjectReference"].Select(i => Path.GetFileNameWithoutExtension(i["Identity"])));
    }

    [Fact]
    public async Task Any_other_value_is_an_error_that_names_the_two()
    {
        var (exitCode, output) = await MSBuildAsync(App, "-t:Restore", "-p:AwsPackages=official");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AwsPackages is 'official'; it must be 'compat' (src/Compat) or 'nuget' (the official packages).", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_subset_has_its_official_packages_name_and_a_version_of_it()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(v => (string)v.Attribute("Include")!).ToList();
        var projects = Directory.GetDirectories(Compat).Select(d => Path.GetFileName(d)!).Where(n => n is not (Generator or SharedByClients)).ToList();

        Assert.Superset(s_packages.ToHashSet(), projects.ToHashSet());
        Assert.All(projects, name =>
        {
            Assert.True(File.Exists(Path.Combine(Compat, name, $"{name}.csproj")), $"{name} has no project of its name");
            Assert.Contains(name, versions);
        });
    }

    private static async Task<Dictionary<string, List<Dictionary<string, string>>>> ItemsOfAsync(string project, string? value)
    {
        string[] property = value is null ? [] : [$"-p:AwsPackages={value}"];
        var (exitCode, output) = await MSBuildAsync(project, ["-getItem:ProjectReference", "-getItem:PackageReference", .. property]);
        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name,
            kind => kind.Value.EnumerateArray()
                .Select(item => item.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString() ?? ""))
                .ToList());
    }

    private static async Task<(int ExitCode, string Output)> MSBuildAsync(string project, params string[] arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", .. arguments]) { RedirectStandardOutput = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // What the process that builds and runs the tests has chosen is not to decide here.
        start.Environment.Remove("AwsPackages");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, output);
    }
}
