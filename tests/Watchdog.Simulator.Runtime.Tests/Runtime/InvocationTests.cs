using System.Text;
using System.Text.Json;
using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Runtime;

/// <summary>A real child process behind the Runtime API.</summary>
public sealed class InvocationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_process_answers_one_event_after_the_other()
    {
        await using var function = new TestFunction();

        var first = await function.InvokeAsync("""{"a":1}""", Cancellation);
        var second = await function.InvokeAsync("""{"a":2}""", Cancellation);

        Assert.Equal("""{"served":1,"got":{"a":1}}""", TestFunction.Text(first));
        Assert.Equal("""{"served":2,"got":{"a":2}}""", TestFunction.Text(second));
        Assert.Null(first.FunctionError);
        Assert.Contains("Init Duration", first.LogTail, StringComparison.Ordinal);
        Assert.DoesNotContain("Init Duration", second.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invocations_that_overlap_wait_for_each_other()
    {
        await using var function = new TestFunction();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => function.InvokeAsync("{}", Cancellation)));

        Assert.Equal([1, 2, 3, 4, 5], results.Select(r => TestFunction.Json(r).GetProperty("served").GetInt32()).Order());
    }

    [Fact]
    public async Task An_error_is_handed_through_and_the_process_lives_on()
    {
        await using var function = new TestFunction();

        var failed = await function.InvokeAsync("""{"do":"error"}""", Cancellation);
        var next = await function.InvokeAsync("{}", Cancellation);

        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Equal("it broke", TestFunction.Json(failed).GetProperty("errorMessage").GetString());
        Assert.Contains("about to fail", failed.LogTail, StringComparison.Ordinal);
        Assert.Equal(2, TestFunction.Json(next).GetProperty("served").GetInt32());
        Assert.Equal(2, function.Sum("Invocations"));
        Assert.Equal(1, function.Sum("Errors"));
    }

    [Fact]
    public async Task A_process_that_exits_is_an_error_and_the_next_event_gets_a_fresh_one()
    {
        await using var function = new TestFunction();

        await function.InvokeAsync("{}", Cancellation);
        var failed = await function.InvokeAsync("""{"do":"exit","code":7}""", Cancellation);
        var next = await function.InvokeAsync("{}", Cancellation);

        Assert.Equal("Runtime.ExitError", TestFunction.Json(failed).GetProperty("errorType").GetString());
        Assert.EndsWith("Error: Runtime exited with error: exit status 7", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, TestFunction.Json(next).GetProperty("served").GetInt32());
    }

    [Fact]
    public async Task An_exit_without_an_error_code_is_an_error_too()
    {
        await using var function = new TestFunction();

        var failed = await function.InvokeAsync("""{"do":"exit","code":0}""", Cancellation);

        Assert.EndsWith("Runtime exited without providing a reason", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stands_though_the_process_exits_after_it()
    {
        await using var function = new TestFunction();

        var first = await function.InvokeAsync("""{"do":"answer-and-exit"}""", Cancellation);
        var next = await function.InvokeAsync("{}", Cancellation);

        Assert.Equal("\"done\"", TestFunction.Text(first));
        Assert.Null(first.FunctionError);
        Assert.Equal(1, TestFunction.Json(next).GetProperty("served").GetInt32());
    }

    [Fact]
    public async Task A_function_that_hangs_is_killed_when_its_time_is_up()
    {
        await using var function = new TestFunction(timeout: TimeSpan.FromSeconds(1));

        var failed = await function.InvokeAsync("""{"do":"hang"}""", Cancellation);
        var next = await function.InvokeAsync("{}", Cancellation);

        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.EndsWith("Task timed out after 1.00 seconds", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("hanging\n", failed.LogTail, StringComparison.Ordinal);
        Assert.Contains("Task timed out after 1.00 seconds\n", failed.LogTail, StringComparison.Ordinal);
        Assert.Equal(1, TestFunction.Json(next).GetProperty("served").GetInt32());
    }

    [Fact]
    public async Task A_process_killed_from_outside_ends_its_invocation()
    {
        await using var function = new TestFunction();
        await function.InvokeAsync("{}", Cancellation);

        var running = function.InvokeAsync("""{"do":"hang"}""", Cancellation);
        await function.Host.KillAsync(TestFunction.Name);
        var failed = await running;

        Assert.EndsWith("Runtime exited with error: signal: killed", TestFunction.Json(failed).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_headers_carry_simulated_time_for_tracing_and_real_time_for_the_deadline()
    {
        await using var function = new TestFunction(timeout: TimeSpan.FromSeconds(60));
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var headers = TestFunction.Json(await function.InvokeAsync("""{"do":"headers"}""", Cancellation));

        var deadline = long.Parse(headers.GetProperty("Lambda-Runtime-Deadline-Ms").GetString()!);
        Assert.InRange(deadline, before + 60_000, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 60_000);
        Assert.Equal(function.Function.Arn, headers.GetProperty("Lambda-Runtime-Invoked-Function-Arn").GetString());
        Assert.True(Guid.TryParse(headers.GetProperty("Lambda-Runtime-Aws-Request-Id").GetString(), out _));
        var trace = headers.GetProperty("Lambda-Runtime-Trace-Id").GetString()!;
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", trace);
        Assert.Equal(TestFunction.Now, DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(trace[7..15], 16)));
    }

    [Fact]
    public async Task An_answer_over_six_megabytes_is_refused()
    {
        await using var function = new TestFunction();

        var failed = await function.InvokeAsync("""{"do":"big"}""", Cancellation);

        Assert.Equal("Function.ResponseSizeTooLarge", TestFunction.Json(failed).GetProperty("errorType").GetString());
        Assert.Contains("the answer was met with 413", failed.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_an_event_that_was_not_given_is_refused()
    {
        await using var function = new TestFunction();

        Assert.Equal("400", TestFunction.Text(await function.InvokeAsync("""{"do":"wrong-id"}""", Cancellation)));
    }

    [Fact]
    public async Task A_cancelled_call_leaves_no_process_behind_that_could_answer_the_next()
    {
        await using var function = new TestFunction();
        await function.InvokeAsync("{}", Cancellation);
        using var stop = new CancellationTokenSource();

        var running = function.InvokeAsync("""{"do":"hang"}""", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, TestFunction.Json(await function.InvokeAsync("{}", Cancellation)).GetProperty("served").GetInt32());
    }

    [Fact]
    public async Task A_function_that_is_not_hosted_is_named_in_the_error()
    {
        await using var function = new TestFunction();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => function.Host.InvokeAsync("watchdog-Nobody", Encoding.UTF8.GetBytes("{}"), Cancellation));

        Assert.StartsWith("No function watchdog-Nobody is hosted; there are watchdog-Test.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_is_lambdas_and_nothing_else()
    {
        Environment.SetEnvironmentVariable("SECRET_OF_THE_SIMULATOR", "must not leak");
        await using var function = new TestFunction(environment: [("WATCHDOG_TABLE", "watchdog-State"), ("AWS_REGION", "mars-north-1")]);

        var environment = TestFunction.Json(await function.InvokeAsync("""{"do":"environment"}""", Cancellation))
            .Deserialize<Dictionary<string, string>>()!;

        string[] expected =
        [
            "_HANDLER", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_LOG_FORMAT", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_RUNTIME_API",
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "TZ",
            "WATCHDOG_TABLE",
        ];
        var others = environment.Keys.Except(expected).Where(n => n is not ("PATH" or "HOME") && !n.StartsWith("DOTNET_", StringComparison.Ordinal));
        Assert.Empty(expected.Except(environment.Keys));
        Assert.Empty(others);
        Assert.Equal("eu-west-1", environment["AWS_REGION"]);
        Assert.Equal(TestFunction.Name, environment["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal(function.Function.AccessKeyId, environment["AWS_ACCESS_KEY_ID"]);
        Assert.Equal("http://127.0.0.1:4566", environment["AWS_ENDPOINT_URL"]);
        Assert.StartsWith("2026/01/05/[$LATEST]", environment["AWS_LAMBDA_LOG_STREAM_NAME"], StringComparison.Ordinal);
    }
}
