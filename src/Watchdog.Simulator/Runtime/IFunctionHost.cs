namespace Watchdog.Simulator.Runtime;

/// <summary>Runs the stack's own functions as real processes that poll the Lambda Runtime API.</summary>
public interface IFunctionHost
{
    /// <summary>Invokes a function and waits for its answer. The simulated clock stands still meanwhile.</summary>
    /// <param name="payload">The event, JSON.</param>
    Task<InvocationResult> InvokeAsync(string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Accepts an asynchronous event; it is run before the simulated clock moves on, and again some minutes later if it fails.</summary>
    void Enqueue(string functionName, ReadOnlyMemory<byte> payload);
}

/// <param name="Payload">The function's answer, or its error as JSON.</param>
/// <param name="FunctionError">Null, or Lambda's word: Unhandled or Handled.</param>
/// <param name="LogTail">The last 4 KB of what the invocation logged.</param>
public sealed record InvocationResult(ReadOnlyMemory<byte> Payload, string? FunctionError, string LogTail);
