using System.Diagnostics;
using Compat.Lambda.Tests.Support;

namespace Watchdog.Functions.Tests.Support;

/// <summary>The functions' executable as a process, in an environment like the one that Lambda and the template make.</summary>
internal sealed class BootstrapProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BootstrapProcess(Process process) => _process = process;

    /// <summary>
    /// The executable that was built with the tests, or the one that WATCHDOG_BOOTSTRAP names, such as a native one. It is started from its
    /// own folder: the copy beside the tests lacks what ASP.NET, which only the tests need, brings along.
    /// </summary>
    private static string Executable => Environment.GetEnvironmentVariable("WATCHDOG_BOOTSTRAP") ?? Path.Combine(
        Repository.Root, "src", "Watchdog.Functions", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "bootstrap");

    public static BootstrapProcess Start(RuntimeApi api, string? handler, params string[] without)
    {
        var start = new ProcessStartInfo(Executable);
        start.Environment.Remove("_X_AMZN_TRACE_ID");
        start.Environment.Remove("ANNOTATIONS_HANDLER");
        // A crash that is meant to happen leaves no file behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIATEST";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        // Nobody listens there: a test that needs AWS after all fails at once.
        start.Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
        start.Environment["POWERTOOLS_METRICS_NAMESPACE"] = "Watchdog";
        start.Environment["WATCHDOG_STACK"] = "watchdog";
        start.Environment["WATCHDOG_TABLE"] = "watchdog-state";
        start.Environment["WATCHDOG_TOPIC_ARN"] = "arn:aws:sns:us-east-1:123456789012:watchdog";
        start.Environment["WATCHDOG_BREAKER_FUNCTION"] = "watchdog-CircuitBreaker";
        start.Environment["WATCHDOG_BREAKER_MODE"] = "confirm";
        start.Environment["WATCHDOG_AUTO_PROBE"] = "false";
        start.Environment["WATCHDOG_THROTTLED_PERCENT"] = "5";
        start.Environment["WATCHDOG_CONCURRENCY_WARNING_PERCENT"] = "80";
        start.Environment["WATCHDOG_BACKLOG_FLOOR"] = "20";
        start.Environment["WATCHDOG_SPIKE_FLOOR"] = "100";
        start.Environment["WATCHDOG_TRIPS_PER_HOUR"] = "5";
        start.Environment["WATCHDOG_REPEAT_HOURS"] = "4";
        start.Environment["WATCHDOG_MONTHLY_BUDGET_USD"] = "15";
        start.Environment["WATCHDOG_EVENT_BUS_ARN"] = "";
        foreach (var name in without)
            start.Environment.Remove(name);
        if (handler is not null)
            start.Environment["ANNOTATIONS_HANDLER"] = handler;
        return new BootstrapProcess(Process.Start(start)!);
    }

    /// <summary>Waits for what the process posts; if it ends without a word, that is the answer.</summary>
    public async Task<Posted> PostsAsync(Task<Posted> posted, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(posted, _process.WaitForExitAsync(cancellationToken)) != posted && !posted.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"{Executable} ended with exit code {_process.ExitCode} and posted nothing.");
        }
        return await posted;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
