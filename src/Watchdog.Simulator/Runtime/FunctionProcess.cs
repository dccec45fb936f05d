using System.Diagnostics;
using System.Text;

namespace Watchdog.Simulator.Runtime;

/// <summary>
/// The process of one execution environment. Its standard output and error go to one file rather than to pipes: what a process has written
/// before it calls the Runtime API is then certain to be there when the call arrives, whereas a pipe may still hold it.
/// </summary>
internal sealed class FunctionProcess : IDisposable
{
    private readonly Process process;
    private readonly string logFile;
    private long read;

    private FunctionProcess(Process process, string logFile)
    {
        this.process = process;
        this.logFile = logFile;
        Exited = process.WaitForExitAsync();
    }

    public int Id => process.Id;

    public RuntimeSession Session { get; } = new();

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task Exited { get; }

    public int ExitCode => process.ExitCode;

    /// <param name="command">The program, found in PATH unless it has a slash, and its arguments.</param>
    /// <param name="environment">All of it: nothing is inherited.</param>
    /// <param name="logFile">Is made.</param>
    public static FunctionProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string workingDirectory, string logFile)
    {
        // The shell opens the file and then becomes the program; it keeps the process id. PWD is its own addition.
        string[] arguments = ["-c", "unset PWD OLDPWD SHLVL _; log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", logFile, .. command];
        var start = new ProcessStartInfo("/bin/sh", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        File.WriteAllBytes(logFile, []);
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new FunctionProcess(process, logFile);
    }

    /// <summary>The lines written since the last call; an unfinished one counts as a line.</summary>
    public IReadOnlyList<string> ReadLines()
    {
        using var file = new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = read;
        using var reader = new StreamReader(file, Encoding.UTF8);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        read = file.Position;
        return lines;
    }

    /// <summary>Ends the process, and what it has started, and waits for its end.</summary>
    public async Task KillAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        await Exited;
    }

    public void Dispose() => process.Dispose();
}
