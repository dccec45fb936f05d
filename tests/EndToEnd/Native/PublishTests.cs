using System.Text;
using System.Text.RegularExpressions;

namespace Watchdog.EndToEnd.Tests.Native;

[Collection(NativeExecutableCollection.Name)]
public sealed partial class PublishTests(NativeExecutable native)
{
    /// <summary>The C library of Amazon Linux 2023.</summary>
    private static readonly Version NewestAllowed = new(2, 34);

    // A warning about trimming or native code is an error by TreatWarningsAsErrors, so a build that had one has left nothing to be up to date.
    [Fact]
    public void Publishing_gives_no_warning() =>
        Assert.DoesNotMatch(@"(?i)\bwarning\b|\bIL[23]\d{3}\b", native.Log);

    [Fact]
    public void Publishing_makes_one_executable_called_bootstrap_with_its_symbols_beside_it()
    {
        var files = Directory.GetFiles(native.Folder);

        Assert.Equal([native.Bootstrap], files.Where(f => IsExecutable(f) && Path.GetExtension(f) != ".dbg"));
        Assert.Contains(native.Bootstrap + ".dbg", files);
        Assert.DoesNotContain(files, f => Path.GetExtension(f) is ".dll" or ".so" or ".json");
        Assert.Equal("\u007fELF"u8, File.ReadAllBytes(native.Bootstrap).AsSpan(0, 4));
    }

    [Fact]
    public void The_executable_needs_no_C_library_newer_than_that_of_Amazon_Linux_2023()
    {
        // The versions that a dynamically linked program needs stand as text in its table of dynamic strings.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(native.Bootstrap));
        var versions = CLibraryVersion().Matches(text).Select(m => Version.Parse(m.Groups[1].Value)).Distinct().Order().ToList();

        Assert.NotEmpty(versions);
        Assert.True(versions[^1] <= NewestAllowed, $"needs {string.Join(", ", versions)}");
    }

    private static bool IsExecutable(string file) => (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;

    [GeneratedRegex(@"GLIBC_(\d+\.\d+(?:\.\d+)?)\0")]
    private static partial Regex CLibraryVersion();
}
