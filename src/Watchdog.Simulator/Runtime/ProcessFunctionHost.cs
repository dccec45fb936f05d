namespace Watchdog.Simulator.Runtime;

/// <summary>
/// Runs the stack's functions as real processes, started at their first invocation. Events that were accepted asynchronously wait until
/// somebody drains them; they run in the order in which they came, and those that failed again once their time has come.
/// </summary>
/// <param name="now">The simulated time.</param>
/// <param name="record">Takes the metrics of AWS/Lambda and those that functions log in the embedded metric format.</param>
/// <param name="realTime">For deadlines and timeouts: processes live in real time.</param>
public sealed class ProcessFunctionHost(Func<DateTimeOffset> now, Action<MetricSample> record, TimeProvider realTime) : IFunctionHost, IAsyncDisposable
{
    /// <summary>How long Lambda waits before the first and before the second time that it tries an event again.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    private readonly Dictionary<string, FunctionInstance> instances = new(StringComparer.Ordinal);
    private readonly DirectoryInfo logs = Directory.CreateTempSubdirectory("watchdog-");
    private readonly PriorityQueue<AsynchronousEvent, (DateTimeOffset Due, long Number)> queue = new();
    private readonly Lock gate = new();
    private long invocations;
    private long accepted;

    /// <summary>Makes functions known. Their processes start later, one by one as they are needed.</summary>
    public void Deploy(IEnumerable<HostedFunction> functions, RuntimeSettings settings)
    {
        foreach (var function in functions)
            instances.Add(function.Name, new FunctionInstance(function, settings, logs.FullName, realTime));
    }

    public async Task<InvocationResult> InvokeAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var instance = Find(functionName);
        return await RunAsync(instance, NextRequestId(instance), payload, cancellationToken);
    }

    public void Enqueue(string functionName, ReadOnlyMemory<byte> payload)
    {
        var instance = Find(functionName);
        // The caller may use its buffer again before the event is run.
        Enqueue(new AsynchronousEvent(instance, payload.ToArray()), TimeSpan.Zero);
    }

    /// <summary>
    /// Runs one event as Lambda runs what was invoked asynchronously. After a function error it will be tried again, as often as the
    /// function's configuration says, with the same request id: one minute of simulated time later, and then two.
    /// </summary>
    /// <returns>The result of the first attempt.</returns>
    public Task<InvocationResult> RunEventAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        RunEventAsync(new AsynchronousEvent(Find(functionName), payload.ToArray()), cancellationToken);

    /// <summary>Runs what was accepted asynchronously and is due by now, and what comes of it, until nothing of that kind is left.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (TakeDue() is { } next)
            await RunEventAsync(next, cancellationToken);
    }

    /// <summary>Kills a function's process, also in the middle of an invocation, which then ends with Runtime.ExitError.</summary>
    public Task KillAsync(string functionName) => Find(functionName).KillAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances.Values)
            await instance.DisposeAsync();
        logs.Delete(recursive: true);
    }

    private async Task<InvocationResult> RunEventAsync(AsynchronousEvent tried, CancellationToken cancellationToken)
    {
        var requestId = tried.RequestId ?? NextRequestId(tried.Instance);
        var result = await RunAsync(tried.Instance, requestId, tried.Payload, cancellationToken);
        if (result.FunctionError is not null && tried.Retries < tried.Instance.Function.MaximumRetryAttempts)
            Enqueue(tried with { RequestId = requestId, Retries = tried.Retries + 1 }, Waits[tried.Retries]);
        return result;
    }

    private void Enqueue(AsynchronousEvent waiting, TimeSpan wait)
    {
        var due = now() + wait;
        lock (gate)
            queue.Enqueue(waiting, (due, ++accepted));
    }

    private AsynchronousEvent? TakeDue()
    {
        var time = now();
        lock (gate)
            return queue.TryPeek(out _, out var first) && first.Due <= time ? queue.Dequeue() : null;
    }

    private async Task<InvocationResult> RunAsync(
        FunctionInstance instance, string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var started = now();
        var run = await instance.RunAsync(requestId, payload, started, cancellationToken);
        foreach (var sample in InvocationMetrics.Of(instance.Function.Name, started, run.Outcome.IsError))
            record(sample);
        foreach (var sample in run.Written.SelectMany(EmbeddedMetrics.Read))
            record(sample);
        return new InvocationResult(run.Outcome.Payload, run.Outcome.IsError ? "Unhandled" : null, run.LogTail);
    }

    private string NextRequestId(FunctionInstance instance)
    {
        lock (gate)
            return Identifier.Uuid($"{instance.Function.Name}/{++invocations}");
    }

    private FunctionInstance Find(string name) => instances.TryGetValue(name, out var instance)
        ? instance
        : throw new ArgumentException($"No function {name} is hosted; there are {string.Join(", ", instances.Keys.Order(StringComparer.Ordinal))}.", nameof(name));

    /// <param name="RequestId">Null before the first attempt.</param>
    /// <param name="Retries">How often it has been tried again.</param>
    private sealed record AsynchronousEvent(FunctionInstance Instance, ReadOnlyMemory<byte> Payload, string? RequestId = null, int Retries = 0);
}
