using Watchdog.Core.Ports;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>Lambda's asynchronous queue before the CircuitBreaker function.</summary>
internal sealed class BreakerRequests : IBreakerRequests
{
    private readonly Queue<string> _payloads = [];

    public Task RequestAsync(string payloadJson, CancellationToken cancellationToken)
    {
        _payloads.Enqueue(payloadJson);
        return Task.CompletedTask;
    }

    public bool TryTake(out string payload) => _payloads.TryDequeue(out payload!);
}
