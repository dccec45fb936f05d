namespace Watchdog.Simulator.Runtime;

/// <summary>
/// What one process has said to the Runtime API, and what it is to be given next. Its states: initialising until the first next; then idle
/// (waiting in next) and busy in turn. An invocation is over only when the process asks for the next one: until then it may still write.
/// </summary>
internal sealed class RuntimeSession
{
    private readonly Lock gate = new();
    private TaskCompletionSource<Invocation>? waiting;
    private TaskCompletionSource idle = New();
    private TaskCompletionSource<Outcome> answered = NewAnswer();
    private Invocation? current;
    private bool initialising = true;

    /// <summary>Completes when the process asks for its next event: after init, and after each invocation.</summary>
    public Task Idle
    {
        get
        {
            lock (gate)
                return idle.Task;
        }
    }

    /// <summary>The error that the process reports instead of ever asking for an event.</summary>
    public Task<Outcome> InitFailed => initFailed.Task;

    private readonly TaskCompletionSource<Outcome> initFailed = NewAnswer();

    /// <summary>The answer to the invocation that was given last, as soon as it is there.</summary>
    public Task<Outcome> Answered
    {
        get
        {
            lock (gate)
                return answered.Task;
        }
    }

    /// <summary>Gives the idle process an event.</summary>
    public void Give(Invocation invocation)
    {
        lock (gate)
        {
            current = invocation;
            answered = NewAnswer();
            idle = New();
            (waiting ?? throw new InvalidOperationException("The process is not waiting for an event.")).SetResult(invocation);
            waiting = null;
        }
    }

    public Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            initialising = false;
            // Asked again without an answer, e.g. after a broken connection: the same event once more.
            if (current is not null)
                return Task.FromResult(current);
            waiting = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
            idle.TrySetResult();
            return waiting.Task.WaitAsync(cancellationToken);
        }
    }

    /// <returns>False when no such invocation waits for an answer.</returns>
    public bool Complete(string requestId, Outcome outcome)
    {
        lock (gate)
        {
            if (current?.RequestId != requestId)
                return false;
            current = null;
            return answered.TrySetResult(outcome);
        }
    }

    /// <returns>False when the init phase is over.</returns>
    public bool FailInit(Outcome outcome)
    {
        lock (gate)
            return initialising && initFailed.TrySetResult(outcome);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<Outcome> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
