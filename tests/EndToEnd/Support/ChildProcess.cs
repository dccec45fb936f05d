using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>A program that a test has started. Disposing it ends it, and whatever it has started itself.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Transcript _output = new();
    private readonly Transcript _error = new();
    private readonly Task _reading;

    private ChildProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(_output.ReadAsync(process.StandardOutput), _error.ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => _output.Text;

    public string Error => _error.Text;

    /// <param name="environment">What to set beside what is inherited.</param>
    /// <param name="input">The whole standard input.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<ChildProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        string input = "")
    {
        var start = new ProcessStartInfo(program, arguments);
        // The build that runs these tests leaves its own settings in the environment, and a build that they start must not go by them.
        foreach (var name in start.Environment.Keys.Where(IsSettingOfBuild).ToList())
            start.Environment.Remove(name);
        return await StartAsync(start, environment, input);
    }

    /// <param name="environment">All of it: nothing is inherited.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static Task<ChildProcess> StartIsolatedAsync(string program, IEnumerable<KeyValuePair<string, string>> environment, string workingDirectory)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = workingDirectory };
        start.Environment.Clear();
        return StartAsync(start, environment, "");
    }

    private static async Task<ChildProcess> StartAsync(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string>> environment, string input)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new ChildProcess(Process.Start(start)!);
        await child.WriteAsync(input);
        return child;
    }

    /// <summary>Waits for what the program writes to its standard output.</summary>
    /// <exception cref="InvalidOperationException">The program ended without having written it.</exception>
    public Task<string> OutputAsync(Func<string, string?> find, CancellationToken cancellationToken) => FindAsync(_output, find, cancellationToken);

    /// <summary>Waits for what the program writes to its standard error.</summary>
    /// <exception cref="InvalidOperationException">The program ended without having written it.</exception>
    public Task<string> ErrorAsync(Func<string, string?> find, CancellationToken cancellationToken) => FindAsync(_error, find, cancellationToken);

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends it as Lambda ends an environment that it needs no more; whatever it has written is there then.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill(entireProcessTree: true);
        await ExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<string> FindAsync(Transcript transcript, Func<string, string?> find, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = transcript.More;
            if (find(transcript.Text) is { } found)
                return found;
            if (_reading.IsCompleted)
                throw new InvalidOperationException($"The program ended. Its output:\n{Output}\n{Error}");
            await Task.WhenAny(more, _reading).WaitAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(string input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; what it wrote says why.
        }
    }

    private static bool IsSettingOfBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)
        || name is "DOTNET_CLI_CONTEXT_VERBOSE" or "NO_COLOR" or "CI";
}
