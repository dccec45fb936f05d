using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    private readonly Run _run = new(new FakeAccount());

    [Theory]
    [InlineData("No command was given")]
    [InlineData("'bogus' is not a command", "bogus")]
    [InlineData("Name a scenario file, or one of slow-processor, ", "simulate")]
    [InlineData("There is no scenario 'nope'", "simulate", "nope")]
    [InlineData("'--bogus' is not an option here", "simulate", "--bogus")]
    [InlineData("There is no scenario 'nope'", "account", "nope")]
    [InlineData("--port: 'abc' is not a port number from 0 to 65535", "account", "--port", "abc")]
    [InlineData("--port: '65536' is not a port number", "account", "--port", "65536")]
    [InlineData("--speed: '0' is not a number of simulated seconds per second from 0.1 to 3600", "account", "--speed", "0")]
    [InlineData("--speed: '-1' is not", "account", "--speed", "-1")]
    [InlineData("--speed: 'fast' is not", "account", "--speed", "fast")]
    public async Task Bad_input_gets_one_line_and_exit_code_2(string message, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _run.CommandLineAsync(args));
        Assert.StartsWith($"watchdog: {message}", _run.Error, StringComparison.Ordinal);
        Assert.Single(_run.Error.TrimEnd().Split('\n'));
        Assert.Empty(_run.Output);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("simulate")]
    [InlineData("account")]
    public async Task Help_has_examples_and_exit_codes(string command)
    {
        Assert.Equal(ExitCode.Ok, await _run.CommandLineAsync(command, "--help"));
        Assert.Contains($"  watchdog {command}", _run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit code: 0 ", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_scenario_is_named_with_line_and_key()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "name: x\nnonsense: 1\n", TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Usage, await _run.CommandLineAsync("simulate", file));
            Assert.StartsWith($"watchdog: {file}:2: ", _run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_built_in_scenarios_are_listed()
    {
        Assert.Equal(ExitCode.Ok, await _run.CommandLineAsync("simulate", "--list"));
        Assert.All(Watchdog.Cli.Commands.ScenarioCatalog.BuiltIn, name => Assert.Contains(name, _run.Output, StringComparison.Ordinal));
    }
}
