using System.Diagnostics;
using System.Net.Sockets;

namespace Watchdog.Simulator.Runtime.Tests.Support;

/// <summary>Programs that judge from outside: boto3, moto_server.</summary>
internal static class Tool
{
    public static void SkipWithout(string program)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, program)));
        if (!found)
            Assert.Skip($"{program} is not on PATH");
    }

    public static RunningTool Start(string program, params string[] arguments) => new(Launch(program, arguments));

    /// <summary>Runs it to its end and gives its standard output.</summary>
    public static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        await using var tool = Start(program, arguments);
        var (output, errors) = (tool.Process.StandardOutput.ReadToEndAsync(cancellationToken), tool.Process.StandardError.ReadToEndAsync(cancellationToken));
        await tool.Process.WaitForExitAsync(cancellationToken);
        return tool.Process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} exited with {tool.Process.ExitCode}: {await errors}");
    }

    public static async Task WaitForPortAsync(int port, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, timeout.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, timeout.Token);
            }
        }
    }

    private static Process Launch(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

/// <summary>A child process that is ended with its children when the test is done with it.</summary>
internal sealed class RunningTool(Process process) : IAsyncDisposable
{
    public Process Process { get; } = process;

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}
