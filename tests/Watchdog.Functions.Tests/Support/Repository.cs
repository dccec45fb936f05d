namespace Watchdog.Functions.Tests.Support;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The events that the functions can be invoked with by hand, as full paths.</summary>
    public static IEnumerable<string> Events => Directory.EnumerateFiles(Path.Combine(Root, "events")).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Watchdog.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"There is no Watchdog.sln above {AppContext.BaseDirectory}.");
    }
}
