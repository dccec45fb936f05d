using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Faults;

public sealed class BadFaultTests
{
    [Fact]
    public async Task A_fault_that_kills_what_the_stack_does_not_have_is_an_error_with_file_line_key_and_the_functions_that_there_are()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.yaml", "name: bad\nduration: 5m\nfaults: [ { at: 1m, kill: Breaker, after: UpdateEventSourceMapping } ]\n");

        var ended = await Tool.CliAsync("simulate", file);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(
            "bad.yaml:3: faults[0].kill: 'Breaker' is no function of the stack; it must be one of RecursionWatcher, FunctionWatcher, QueueWatcher, ConfigurationWatcher, CircuitBreaker",
            ended.Error, StringComparison.Ordinal);
    }
}
