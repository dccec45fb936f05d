using System.ComponentModel;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>How a program ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);

/// <summary>Runs programs to their end.</summary>
internal static class Tool
{
    public static readonly IReadOnlyDictionary<string, string> NoEnvironment = new Dictionary<string, string>();

    /// <summary>The CLI itself.</summary>
    public static Task<Ended> CliAsync(params string[] arguments) => RunAsync(Paths.DotNet, [Paths.Cli, .. arguments], NoEnvironment);

    public static async Task<Ended> RunAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, string input = "")
    {
        var token = TestContext.Current.CancellationToken;
        await using var child = await ChildProcess.StartAsync(program, arguments, environment, input);
        return new Ended(await child.ExitAsync(token), child.Output, child.Error);
    }

    /// <summary>Runs a program that judges from outside. The test is skipped where it is not installed.</summary>
    public static async Task<Ended> JudgeAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, string input = "")
    {
        try
        {
            return await RunAsync(program, arguments, environment, input);
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"{program} cannot be started: {e.Message}");
            throw;
        }
    }
}
