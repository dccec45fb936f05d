namespace Watchdog.Simulator.Runtime;

/// <summary>
/// Runs the stack's functions as real processes, started at their first invocation. Events that were accepted asynchronously wait until
/// somebody drains them; they run in the order in which they came.
/// </summary>
/// <param name="now">The simulated time.</param>
/// <param name="record">Takes the metrics of AWS/Lambda and those that functions log in the embedded metric format.</param>
/// <param name="realTime">For deadlines and timeouts: processes live in real time.</param>
public sealed class ProcessFunctionHost(Func<DateTimeOffset> now, Action<MetricSample> record, TimeProvider realTime) : IFunctionHost, IAsyncDisposable
{
    private readonly Dictionary<string, FunctionInstance> instances = new(StringComparer.Ordinal);
    private readonly DirectoryInfo logs = Directory.CreateTempSubdirectory("watchdog-");
    private readonly Queue<(FunctionInstance Instance, ReadOnlyMemory<byte> Payload)> queue = [];
    private readonly Lock gate = new();
    private long invocations;

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
        lock (gate)
            queue.Enqueue((instance, payload.ToArray()));
    }

    /// <summary>
    /// Runs one event as Lambda runs what was invoked asynchronously: after a function error it tries again, as often as the function's
    /// configuration says, with the same request id. Lambda waits one and then two minutes; here the attempts follow at once, because the simulated
    /// clock stands still until every event of the minute is done.
    /// </summary>
    public Task<InvocationResult> RunEventAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        RunEventAsync(Find(functionName), payload, cancellationToken);

    /// <summary>Runs what was accepted asynchronously, and what comes of it, until nothing is left.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            (FunctionInstance Instance, ReadOnlyMemory<byte> Payload) next;
            lock (gate)
            {
                if (!queue.TryDequeue(out next))
                    return;
            }

            await RunEventAsync(next.Instance, next.Payload, cancellationToken);
        }
    }

    /// <summary>Kills a function's process, also in the middle of an invocation, which then ends with Runtime.ExitError.</summary>
    public Task KillAsync(string functionName) => Find(functionName).KillAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances.Values)
            await instance.DisposeAsync();
        logs.Delete(recursive: true);
    }

    private async Task<InvocationResult> RunEventAsync(FunctionInstance instance, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var requestId = NextRequestId(instance);
        var result = await RunAsync(instance, requestId, payload, cancellationToken);
        for (var retry = 0; retry < instance.Function.MaximumRetryAttempts && result.FunctionError is not null; retry++)
            result = await RunAsync(instance, requestId, payload, cancellationToken);
        return result;
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
}
