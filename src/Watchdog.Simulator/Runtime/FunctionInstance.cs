namespace Watchdog.Simulator.Runtime;

/// <summary>
/// One function with its Runtime API and, from its first invocation on, its process: a single execution environment, which runs one
/// invocation at a time and is replaced when it ends or is killed.
/// </summary>
internal sealed class FunctionInstance(HostedFunction function, RuntimeSettings settings, string logFolder, TimeProvider realTime) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private RuntimeApi? api;
    private int starts;

    public HostedFunction Function => function;

    public RuntimeSettings Settings => settings;

    public TimeProvider RealTime => realTime;

    /// <summary>Null before the first invocation and after a process was given up.</summary>
    public FunctionProcess? Process { get; private set; }

    /// <summary>Runs one event to its end.</summary>
    /// <param name="simulatedTime">For the trace id and the names of log streams; the deadline is in real time.</param>
    public async Task<FunctionRun> RunAsync(
        string requestId, ReadOnlyMemory<byte> payload, DateTimeOffset simulatedTime, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            api ??= await RuntimeApi.StartAsync(function.Arn, cancellationToken);
            return await new FunctionAttempt(this, requestId, payload, simulatedTime, cancellationToken).RunAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more, and the next invocation must not get it.
            await DiscardAsync();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Starts a process in the place of none.</summary>
    public FunctionProcess Start(DateTimeOffset simulatedTime)
    {
        starts++;
        var stream = $"{simulatedTime:yyyy'/'MM'/'dd}/[$LATEST]{Identifier.Hex($"{function.Name}/{starts}", 32)}";
        var environment = FunctionEnvironment.Of(function, settings, api!.Address, stream);
        Process = FunctionProcess.Start(settings.Command, environment, settings.TaskRoot, Path.Combine(logFolder, $"{function.Name}-{starts}.log"));
        api.Session = Process.Session;
        return Process;
    }

    /// <summary>Gives the process up; the next invocation starts another.</summary>
    public async Task DiscardAsync()
    {
        if (Process is not { } ended)
            return;
        Process = null;
        api!.Session = null;
        await ended.KillAsync();
        ended.Dispose();
    }

    /// <summary>Kills the process as an out-of-memory killer would; the invocation that runs, if any, ends with Runtime.ExitError.</summary>
    public Task KillAsync() => Process?.KillAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DiscardAsync();
        if (api is not null)
            await api.DisposeAsync();
        turn.Dispose();
    }
}

/// <param name="Written">The lines that the process wrote itself.</param>
/// <param name="LogTail">The end of the log, with Lambda's own lines.</param>
internal sealed record FunctionRun(Outcome Outcome, IReadOnlyList<string> Written, string LogTail);
