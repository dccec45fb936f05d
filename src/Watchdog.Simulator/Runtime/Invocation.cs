namespace Watchdog.Simulator.Runtime;

/// <summary>One attempt to run an event.</summary>
/// <param name="TraceId">The X-Ray header, whose time is the simulated one.</param>
/// <param name="Deadline">In real time.</param>
internal sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Payload, string TraceId, DateTimeOffset Deadline)
{
    /// <summary>X-Ray's header: root of the version, the time in hexadecimal epoch seconds and 24 digits of its own.</summary>
    public static string TraceIdOf(string requestId, DateTimeOffset simulatedTime) =>
        $"Root=1-{simulatedTime.ToUnixTimeSeconds():x8}-{Identifier.Hex(requestId, 24)};Parent={Identifier.Hex($"{requestId}/parent", 16)};Sampled=0";
}

/// <summary>What came of an invocation or of the init phase.</summary>
/// <param name="Payload">The answer, or the error as JSON.</param>
/// <param name="IsError">A function error.</param>
internal sealed record Outcome(ReadOnlyMemory<byte> Payload, bool IsError);
