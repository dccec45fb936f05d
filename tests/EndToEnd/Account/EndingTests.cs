using System.Globalization;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

public sealed class EndingTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task An_account_that_is_told_to_end_leaves_with_exit_code_0_and_takes_its_functions_processes_with_it(string signal)
    {
        var token = TestContext.Current.CancellationToken;
        await using var account = await RunningAccount.StartAsync("quiet-day", 600, token);
        // A function has a process once it has been invoked.
        await account.BotoAsync("""client('lambda').invoke(FunctionName='watchdog-CircuitBreaker', Payload=b'{"action":"status"}')""");
        var children = ChildrenOf(account.Process.Id);

        var kill = await Tool.RunAsync("kill", [$"-{signal}", $"{account.Process.Id}"], Tool.NoEnvironment);
        var exitCode = await account.Process.ExitAsync(token);

        Assert.Equal(0, kill.ExitCode);
        Assert.NotEmpty(children);
        Assert.Equal(0, exitCode);
        Assert.EndsWith("Ended.\n", account.Process.Output, StringComparison.Ordinal);
        Assert.Equal("", account.Process.Error);
        Assert.DoesNotContain(children, c => File.Exists($"/proc/{c}/stat"));
    }

    [Fact]
    public async Task An_account_on_a_port_that_is_taken_says_so_and_ends_with_exit_code_2()
    {
        await using var first = await RunningAccount.StartAsync("quiet-day", 1, TestContext.Current.CancellationToken);
        var port = new Uri(first.Endpoint).Port;

        var second = await Tool.CliAsync("account", "quiet-day", "--port", $"{port}");

        Assert.Equal(2, second.ExitCode);
        Assert.StartsWith($"watchdog: --port: port {port} of 127.0.0.1 cannot be had", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.TrimEnd('\n').Split('\n'));
    }

    /// <summary>From /proc: the parent is the second field after the program's name, which stands in parentheses.</summary>
    private static List<int> ChildrenOf(int parent) =>
        [.. from folder in Directory.EnumerateDirectories("/proc")
            let name = Path.GetFileName(folder)
            where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) && ParentOf(folder) == parent
            select int.Parse(name, CultureInfo.InvariantCulture)];

    private static int? ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended while the list was read.
            return null;
        }
    }
}
