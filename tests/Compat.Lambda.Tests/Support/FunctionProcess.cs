using System.Diagnostics;
using System.Text;

namespace Compat.Lambda.Tests.Support;

/// <summary>The test function as a process of its own, in an environment like Lambda's.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = New();

    private FunctionProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <param name="handler">ANNOTATIONS_HANDLER; null to leave it unset.</param>
    public static FunctionProcess Start(RuntimeApi? api, string? handler, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Repository.App) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "ANNOTATIONS_HANDLER", "AWS_LAMBDA_RUNTIME_API", "_X_AMZN_TRACE_ID" })
            start.Environment.Remove(name);
        // A crash that is meant to happen leaves no file behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["POWERTOOLS_METRICS_NAMESPACE"] = "Test";
        if (handler is not null)
            start.Environment["ANNOTATIONS_HANDLER"] = handler;
        if (api is not null)
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new FunctionProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the output contains the text.</summary>
    public async Task<string> OutputWithAsync(string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_output)
            {
                if (_output.ToString().Contains(text, StringComparison.Ordinal))
                    return _output.ToString();
                more = _more.Task;
            }
            await more.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code and all that it wrote.</returns>
    public async Task<(int ExitCode, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        return (_process.ExitCode, _output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            TaskCompletionSource more;
            lock (_output)
            {
                _output.Append(buffer, 0, read);
                (more, _more) = (_more, New());
            }
            more.SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
