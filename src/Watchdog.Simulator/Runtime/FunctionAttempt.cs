namespace Watchdog.Simulator.Runtime;

/// <summary>One invocation, step by step: the init phase where there is no process, the event, and what Lambda logs about them.</summary>
internal sealed class FunctionAttempt(
    FunctionInstance instance, string requestId, ReadOnlyMemory<byte> payload, DateTimeOffset simulatedTime, CancellationToken cancellationToken)
{
    private static readonly Outcome TimeIsUp = new(default, IsError: true);
    private readonly InvocationLog log = new(requestId);
    private readonly List<string> written = [];
    private TimeSpan? init;

    private TimeProvider Time => instance.RealTime;

    public async Task<FunctionRun> RunAsync()
    {
        if (instance.Process is { Exited.IsCompleted: true })
            await instance.DiscardAsync();
        if (instance.Process is null)
            await InitAsync();
        Collect();

        log.Start();
        var began = Time.GetTimestamp();
        var outcome = await InvokeAsync(Time.GetUtcNow() + instance.Function.Timeout);
        log.End(Time.GetElapsedTime(began), instance.Function.MemoryMegabytes, init);
        return new FunctionRun(outcome, written, log.Tail());
    }

    /// <summary>The init phase. When it fails its process is given up, and the invocation begins with another one, as in Lambda.</summary>
    private async Task InitAsync()
    {
        var began = Time.GetTimestamp();
        var failure = await StartAsync(instance.Settings.InitLimit);
        var duration = Time.GetElapsedTime(began);
        if (failure is null)
        {
            init = duration;
            return;
        }

        Collect();
        var status = ReferenceEquals(failure, TimeIsUp) ? "timeout" : "error";
        log.Add($"INIT_REPORT Init Duration: {duration.TotalMilliseconds:F2} ms\tPhase: init\tStatus: {status}");
        await instance.DiscardAsync();
    }

    private async Task<Outcome> InvokeAsync(DateTimeOffset deadline)
    {
        if (instance.Process is null && await StartAsync(deadline - Time.GetUtcNow()) is { } failure)
            return await GiveUpAsync(failure);

        var process = instance.Process!;
        process.Session.Give(new Invocation(requestId, payload, Invocation.TraceIdOf(requestId, simulatedTime), deadline));
        var answered = process.Session.Answered;
        var idle = process.Session.Idle;
        await FirstAsync(deadline - Time.GetUtcNow(), idle, process.Exited);
        if (idle.IsCompleted)
        {
            Collect();
            return await answered;
        }

        var error = await GiveUpAsync(process.Exited.IsCompleted ? FunctionErrors.Exited(requestId, process.ExitCode) : TimeIsUp);
        // An answer that was given before the process ended or hung stands.
        return answered.IsCompleted ? await answered : error;
    }

    /// <summary>Starts a process and waits until it asks for an event.</summary>
    /// <returns>Null when it did; else <see cref="TimeIsUp"/>, or the error that it reported or ended with.</returns>
    private async Task<Outcome?> StartAsync(TimeSpan limit)
    {
        var process = instance.Start(simulatedTime);
        var idle = process.Session.Idle;
        await FirstAsync(limit, idle, process.Session.InitFailed, process.Exited);
        if (idle.IsCompleted)
            return null;
        if (process.Session.InitFailed.IsCompleted)
            return await process.Session.InitFailed;
        return process.Exited.IsCompleted ? FunctionErrors.Exited(requestId, process.ExitCode) : TimeIsUp;
    }

    private async Task<Outcome> GiveUpAsync(Outcome failure)
    {
        var process = instance.Process!;
        if (ReferenceEquals(failure, TimeIsUp))
        {
            await process.KillAsync();
            failure = FunctionErrors.TimedOut(requestId, instance.Function.Timeout);
            Collect();
            log.Add($"{simulatedTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {requestId} {FunctionErrors.TimeoutText(instance.Function.Timeout)}");
        }
        else
        {
            Collect();
            log.Add($"RequestId: {requestId} Error: {(process.Exited.IsCompleted ? FunctionErrors.ExitText(process.ExitCode) : "init failed")}");
        }

        await instance.DiscardAsync();
        return failure;
    }

    private void Collect()
    {
        if (instance.Process?.ReadLines() is not { Count: > 0 } lines)
            return;
        written.AddRange(lines);
        log.Add(lines);
    }

    private async Task FirstAsync(TimeSpan limit, params Task[] events)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var time = Task.Delay(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, Time, over.Token);
        await Task.WhenAny([.. events, time]);
        cancellationToken.ThrowIfCancellationRequested();
        await over.CancelAsync();
    }
}
