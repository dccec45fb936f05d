using System.Diagnostics;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Watchdog.Tests.Support.MotoServer))]

namespace Watchdog.Tests.Support;

/// <summary>One moto server for all tests of the assembly; it takes a free port itself and says which.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;

    public Uri Url { get; private set; } = new("http://unused.invalid");

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("moto_server", ["-p", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            _process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed: each test that needs it skips itself.
            return;
        }
        var ready = new TaskCompletionSource<Uri>();
        _process!.ErrorDataReceived += (_, line) => Look(line.Data);
        _process.OutputDataReceived += (_, line) => Look(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var exited = _process.WaitForExitAsync();
        Url = await Task.WhenAny(ready.Task, exited) == exited ? throw new InvalidOperationException("moto_server ended at once.") : await ready.Task;
        // Functions answer without a container; there is no Docker here.
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(Url, "/moto-api/config"), new StringContent("""{"lambda": {"use_docker": false}}"""));
        answer.EnsureSuccessStatusCode();

        void Look(string? line)
        {
            const string announcement = "Running on ";
            if (line?.IndexOf(announcement, StringComparison.Ordinal) is { } at and >= 0)
                ready.TrySetResult(new Uri(line[(at + announcement.Length)..].Trim()));
        }
    }

    /// <summary>Skips the test when moto is not installed.</summary>
    public void Require() => Assert.SkipWhen(_process is null, "moto_server is not on PATH.");

    /// <summary>Makes resources with boto3; see moto_seed.py. Every name begins with the prefix.</summary>
    public async Task<JsonNode> SeedAsync(string prefix)
    {
        Require();
        return JsonNode.Parse(await Tool.PythonAsync("moto_seed.py", "", Url.ToString(), prefix))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
