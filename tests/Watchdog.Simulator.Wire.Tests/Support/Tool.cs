using System.ComponentModel;
using System.Diagnostics;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>Runs a program that judges the endpoints from outside: Python with boto3, or the AWS CLI.</summary>
internal static class Tool
{
    /// <summary>The program's standard output and error, and its exit code. The test is skipped when the program is not on PATH.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(TestWire wire, string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ENDPOINT_URL"] = wire.Endpoint;
        start.Environment["AWS_ACCESS_KEY_ID"] = TestWire.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = TestWire.Secret;
        start.Environment["AWS_SESSION_TOKEN"] = "a-session-token";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using var process = Start(start);
        var token = TestContext.Current.CancellationToken;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            await process.StandardInput.WriteAsync(input.AsMemory(), token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"{start.FileName} cannot be started: {exception.Message}");
            throw;
        }
    }
}
