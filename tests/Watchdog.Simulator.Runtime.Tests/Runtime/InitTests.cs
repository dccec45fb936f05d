using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Runtime;

/// <summary>Cold starts that go wrong. Lambda tries the init phase once more as part of the invocation.</summary>
public sealed class InitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_error_that_init_reports_is_the_invocations_error()
    {
        await using var function = new TestFunction(environment: [("INIT", "error")]);

        var failed = await function.InvokeAsync("{}", Cancellation);

        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Equal("ConfigurationException", TestFunction.Json(failed).GetProperty("errorType").GetString());
        Assert.Contains("cannot begin", failed.LogTail, StringComparison.Ordinal);
        Assert.Contains("INIT_REPORT", failed.LogTail, StringComparison.Ordinal);
        Assert.Equal(1, function.Sum("Errors"));
    }

    [Fact]
    public async Task A_process_that_exits_in_init_is_an_exit_error()
    {
        await using var function = new TestFunction(environment: [("INIT", "exit")]);

        var failed = await function.InvokeAsync("{}", Cancellation);

        Assert.EndsWith("Runtime exited with error: exit status 3", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_that_succeeds_the_second_time_serves_the_event()
    {
        var marker = Path.Combine(Path.GetTempPath(), $"watchdog-init-{Environment.ProcessId}");
        try
        {
            await using var function = new TestFunction(environment: [("INIT", "exit-once"), ("MARKER", marker)]);

            var result = await function.InvokeAsync("{}", Cancellation);

            Assert.Null(result.FunctionError);
            Assert.Contains("Status: error", result.LogTail, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Fact]
    public async Task An_init_that_never_ends_runs_into_the_functions_timeout()
    {
        await using var function = new TestFunction(
            timeout: TimeSpan.FromSeconds(1), initLimit: TimeSpan.FromMilliseconds(200), environment: [("INIT", "hang")]);

        var failed = await function.InvokeAsync("{}", Cancellation);

        Assert.Contains("Status: timeout", failed.LogTail, StringComparison.Ordinal);
        Assert.EndsWith("Task timed out after 1.00 seconds", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }
}
