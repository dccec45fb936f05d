using System.Diagnostics;

namespace Watchdog.Tests.Support;

/// <summary>Programs that judge us and that we did not write.</summary>
internal static class Tool
{
    /// <summary>Skips the test when the program is not there.</summary>
    public static void Require(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));
        Assert.SkipUnless(found, $"{program} is not on PATH.");
    }

    /// <summary>Runs a Python script of the Support folder and returns what it prints.</summary>
    public static async Task<string> PythonAsync(string script, string input, params string[] arguments)
    {
        Require("python3");
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Support", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script} failed: {await error}");
        return await output;
    }
}
