using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using Watchdog.Compat.Wire.Endpoints;

namespace Watchdog.Compat.Wire;

/// <summary>
/// The configuration of a service client. AWSSDK.Core does the rest: the region, <c>AWS_ENDPOINT_URL</c>, and
/// <c>AWS_ENDPOINT_URL_</c> followed by <see cref="ServiceFacts.ServiceId"/> in capitals, which wins.
/// </summary>
public abstract class WireConfig : ClientConfig
{
    private readonly ServiceFacts _service;

    protected WireConfig(ServiceFacts service)
        : base(new DefaultConfigurationProvider(DefaultConfigurations.All))
    {
        ArgumentNullException.ThrowIfNull(service);
        _service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new ServiceEndpoints(service);
        // What AWS sees in its logs must not pass for the official package.
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.ServiceId, "4.0.0-compat");
    }

    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(EndpointFacts.From(this, parameters?.AlternateEndpoint));
}
