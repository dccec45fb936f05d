using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>
/// The stack's functions, made by the Makefile as they are for `sam build`. The build has a folder of its own, so it disturbs no other, and what
/// it made is kept: only a change of the sources makes it compile again.
/// </summary>
public sealed class NativeExecutable : IAsyncLifetime
{
    private static readonly string Artifacts = Path.Combine(Paths.Repository, "artifacts", "end-to-end");

    /// <summary>All that the publish printed.</summary>
    public string Log { get; private set; } = "";

    public string Folder { get; } = Path.Combine(Artifacts, "publish");

    public string Bootstrap => Path.Combine(Folder, "bootstrap");

    public async ValueTask InitializeAsync()
    {
        // Left over from an earlier publish, it would be taken for what this one is to make.
        if (Directory.Exists(Folder))
            File.Delete(Bootstrap);
        Log = await MakeAsync("all");
    }

    /// <summary>The folder into which `sam build` has a function built: its ARTIFACTS_DIR, which is all that is deployed of it.</summary>
    /// <param name="function">The function's logical id, e.g. QueueWatcher.</param>
    /// <returns>The folder, and what was printed.</returns>
    internal async Task<(string Folder, string Log)> BuildArtifactsAsync(string function)
    {
        var folder = Path.Combine(Artifacts, "sam", function);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return (folder, await MakeAsync($"build-{function}", $"ARTIFACTS_DIR={folder}"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> MakeAsync(params string[] arguments)
    {
        // No server process stays behind.
        const string Isolated = "--nodereuse:false -p:UseSharedCompilation=false";
        var made = await Tool.RunAsync(
            "make",
            ["-C", Paths.Repository, .. arguments, $"OUTPUT={Folder}", $"DOTNET={Paths.DotNet}", $"PUBLISH_OPTIONS=--artifacts-path {Artifacts} {Isolated}"],
            Tool.NoEnvironment);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        return made.Output + made.Error;
    }
}

[CollectionDefinition(Name)]
public sealed class NativeExecutableCollection : ICollectionFixture<NativeExecutable>
{
    public const string Name = "native executable";
}
