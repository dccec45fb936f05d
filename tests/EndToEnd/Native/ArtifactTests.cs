namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>What `sam build` has made for each function: the folder that it zips and deploys.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class ArtifactTests(NativeExecutable native, ITestOutputHelper output)
{
    private static readonly string[] Functions = ["FunctionWatcher", "QueueWatcher", "RecursionWatcher", "ConfigurationWatcher", "CircuitBreaker"];

    /// <summary>An accident is larger: symbols that were not stripped, or a second copy of the framework. Lambda takes zips up to 50 MB directly.</summary>
    private const double MostMegabytes = 25;

    /// <summary>
    /// What Lambda's provided.al2023 has that the functions use: the C library, and OpenSSL, which is loaded when the first request is signed and
    /// which curl and the package manager of Amazon Linux 2023 need as well.
    /// </summary>
    public static ISet<string> LibrariesOfAmazonLinux { get; } =
        new HashSet<string> { "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", ElfFile.Loader, "libcrypto.so.3", "libssl.so.3" };

    [Fact]
    public async Task All_functions_are_deployed_with_the_same_file_and_nothing_else_and_it_is_compiled_once()
    {
        var published = await File.ReadAllBytesAsync(native.Bootstrap, TestContext.Current.CancellationToken);
        foreach (var function in Functions)
        {
            var (folder, log) = await native.BuildArtifactsAsync(function);

            var file = Assert.Single(Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories));
            Assert.Equal(Path.Combine(folder, "bootstrap"), file);
            var deployed = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.True(published.AsSpan().SequenceEqual(deployed), function);
            Assert.Equal("rwxr-xr-x", Permissions(File.GetUnixFileMode(file)));
            Assert.DoesNotContain(" publish ", log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_executable_is_not_larger_than_it_has_reason_to_be()
    {
        var megabytes = new FileInfo(native.Bootstrap).Length / 1e6;
        output.WriteLine($"The bootstrap has {megabytes:0.0} MB.");
        Assert.InRange(megabytes, 5, MostMegabytes);
    }

    /// <summary>Compression, for one, is linked in: no libz.</summary>
    [Fact]
    public void The_executable_starts_with_no_other_library_than_the_C_library() =>
        Assert.Equal(new[] { "libc.so.6", "libm.so.6", ElfFile.Loader }.Order(StringComparer.Ordinal), ElfFile.Read(native.Bootstrap).Needed.Order(StringComparer.Ordinal));

    private static string Permissions(UnixFileMode mode) =>
        string.Concat(Enumerable.Range(0, 9).Select(bit => ((int)mode >> (8 - bit) & 1) == 0 ? '-' : "rwx"[bit % 3]));
}
