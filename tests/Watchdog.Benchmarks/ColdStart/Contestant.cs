namespace Watchdog.Benchmarks.ColdStart;

/// <summary>A program that answers QueueWatcher's event.</summary>
/// <param name="Command">The program and its arguments.</param>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command)
{
    public const string Native = "native bootstrap";
    public const string Jit = "the same code, compiled at run time";
    public const string Boto3 = "boto3 script";

    /// <summary>Variable that names the file with the calls which the script is to make; the others do not read it.</summary>
    public const string CallsVariable = "WATCHER_CALLS";

    /// <param name="repository">The root of the repository.</param>
    /// <param name="native">The native bootstrap.</param>
    /// <exception cref="FileNotFoundException">One of them has not been built; the message says how to build it.</exception>
    public static IReadOnlyList<Contestant> All(string repository, string native)
    {
        var jit = Path.Combine(repository, "src", "Watchdog.Functions", "bin", "Release", "net10.0", "bootstrap.dll");
        var script = Path.Combine(AppContext.BaseDirectory, "ColdStart", "watcher.py");
        return
        [
            new(Native, [Existing(native, "`make` builds it; --native names another place")]),
            new(Jit, ["dotnet", Existing(jit, "`dotnet build -c Release tests/Watchdog.Benchmarks` builds it")]),
            new(Boto3, ["python3", Existing(script, "it comes with this program")]),
        ];
    }

    private static string Existing(string file, string remedy) =>
        File.Exists(file) ? Path.GetFullPath(file) : throw new FileNotFoundException($"There is no {file}; {remedy}.");
}
