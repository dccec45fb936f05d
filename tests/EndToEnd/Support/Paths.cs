using System.Reflection;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>Where the build has put what the tests start.</summary>
internal static class Paths
{
    public static string Repository { get; } = Metadata("Repository");

    /// <summary>The CLI as it was built with these tests.</summary>
    public static string Cli { get; } = Path.Combine(Metadata("CliFolder"), "watchdog.dll");

    /// <summary>The stack's functions as they were built with the CLI: what it runs unless it is told otherwise.</summary>
    public static string FunctionsDll { get; } = Path.Combine(Metadata("CliFolder"), "stack", "bootstrap.dll");

    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>A scenario of this project.</summary>
    public static string Scenario(string name) => Path.Combine(AppContext.BaseDirectory, "Scenarios", name + ".yaml");

    private static string Metadata(string key) =>
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
