using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Watchdog.Compat.Wire.Endpoints;

/// <summary>What an endpoint is chosen by.</summary>
internal sealed class EndpointFacts : EndpointParameters
{
    public required string? Region { get; init; }

    /// <summary>An endpoint that was set by hand or by the environment; then nothing is chosen.</summary>
    public required string? ServiceUrl { get; init; }

    public required bool Fips { get; init; }

    public required bool DualStack { get; init; }

    public static EndpointFacts From(IClientConfig config, RegionEndpoint? alternate) => new()
    {
        Region = (alternate ?? config.RegionEndpoint)?.SystemName,
        ServiceUrl = config.ServiceURL,
        Fips = config.UseFIPSEndpoint,
        DualStack = config.UseDualstackEndpoint,
    };
}
