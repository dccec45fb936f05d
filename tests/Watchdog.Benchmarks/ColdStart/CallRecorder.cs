using System.Collections.Concurrent;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>Writes down every call in the order in which they come.</summary>
internal sealed class CallRecorder : IWireInterceptor
{
    private readonly ConcurrentQueue<WireCall> _calls = new();

    public IReadOnlyCollection<WireCall> Calls => _calls;

    public async Task<WireResponse?> HandleAsync(WireCall call, Func<WireRequest, Task<WireResponse>> answer)
    {
        _calls.Enqueue(call);
        return await answer(call.Request);
    }
}
