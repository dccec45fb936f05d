using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Watchdog.Compat.Wire.Endpoints;

internal sealed class WireEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        EndpointFacts.From(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
}
