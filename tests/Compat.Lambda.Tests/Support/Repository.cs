namespace Compat.Lambda.Tests.Support;

/// <summary>Where the tests' own files are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The test function: as it was built with the tests, or the executable that COMPAT_LAMBDA_TESTS_APP names, such as a native one.</summary>
    public static string App { get; } = Environment.GetEnvironmentVariable("COMPAT_LAMBDA_TESTS_APP") ?? Path.Combine(
        Root, "tests", "Compat.Lambda.Tests.App", "bin", Configuration(), "net10.0", "Compat.Lambda.Tests.App");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Watchdog.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no Watchdog.sln above {AppContext.BaseDirectory}.");
    }

    /// <summary>Debug or Release: the folder above that of the framework.</summary>
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
