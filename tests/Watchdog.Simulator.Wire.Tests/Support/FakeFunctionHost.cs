using System.Text;
using Watchdog.Simulator.Runtime;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>Answers every invocation with the same result and remembers what it was asked.</summary>
internal sealed class FakeFunctionHost : IFunctionHost
{
    public InvocationResult Result { get; set; } = new("""{"ok":true}"""u8.ToArray(), null, "");

    public List<(string Function, string Payload)> Invoked { get; } = [];

    public List<(string Function, string Payload)> Enqueued { get; } = [];

    public Task<InvocationResult> InvokeAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Invoked.Add((functionName, Encoding.UTF8.GetString(payload.Span)));
        return Task.FromResult(Result);
    }

    public void Enqueue(string functionName, ReadOnlyMemory<byte> payload) => Enqueued.Add((functionName, Encoding.UTF8.GetString(payload.Span)));
}
