using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>One operation of an AWS service, the same whichever protocol it was called by. Runs while the account's gate is held.</summary>
internal delegate Output Operation(Input input, WireRequest request);

/// <param name="Body">The output's members. A time is a <see cref="DateTimeOffset"/> value: protocols write it differently.</param>
internal sealed record Output(JsonObject Body, long BilledMetrics = 0)
{
    public static Output Empty => new([]);

    public static implicit operator Output(JsonObject body) => new(body);
}
