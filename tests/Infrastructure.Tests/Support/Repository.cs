using System.Reflection;

namespace Infrastructure.Tests.Support;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".aws-sam", "artifacts", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>Files under a folder, with paths relative to the root and forward slashes; what a build makes is left out.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal)];
}
