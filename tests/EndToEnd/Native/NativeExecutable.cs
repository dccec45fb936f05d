using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>
/// The stack's functions, published as they are for Lambda. The build has a folder of its own, so it disturbs no other, and what it made is
/// kept: only a change of the sources makes it compile again.
/// </summary>
public sealed class NativeExecutable : IAsyncLifetime
{
    /// <summary>All that the publish printed.</summary>
    public string Log { get; private set; } = "";

    public string Folder { get; } = Path.Combine(Paths.Repository, "artifacts", "end-to-end", "publish");

    public string Bootstrap => Path.Combine(Folder, "bootstrap");

    public async ValueTask InitializeAsync()
    {
        // Left over from an earlier publish, it could be taken for what this one made.
        if (Directory.Exists(Folder))
            File.Delete(Bootstrap);
        var published = await Tool.RunAsync(
            Paths.DotNet,
            [
                "publish", Path.Combine(Paths.Repository, "src", "Watchdog.Functions"), "--configuration", "Release", "--runtime", "linux-x64",
                "--artifacts-path", Path.Combine(Paths.Repository, "artifacts", "end-to-end"), "--output", Folder,
                // No server process stays behind.
                "--nodereuse:false", "-p:UseSharedCompilation=false",
            ],
            Tool.NoEnvironment);
        Log = published.Output + published.Error;
        Assert.True(published.ExitCode == 0, Log);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

[CollectionDefinition(Name)]
public sealed class NativeExecutableCollection : ICollectionFixture<NativeExecutable>
{
    public const string Name = "native executable";
}
