using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Watchdog.Compat.Wire.Endpoints;

namespace Watchdog.Compat.Wire;

/// <summary>A service client on AWSSDK.Core's pipeline: credentials, signing, retries and logging are the SDK's own.</summary>
public abstract class WireClient : AmazonServiceClient
{
    private Metadata? _metadata;

    protected WireClient(WireConfig config)
        : base(config)
    {
    }

    protected WireClient(AWSCredentials credentials, WireConfig config)
        : base(credentials, config)
    {
    }

    /// <summary>Asked for by the base class's constructor already, so it cannot be a constructor's argument.</summary>
    protected abstract ServiceFacts Service { get; }

    protected override IServiceMetadata ServiceMetadata => _metadata ??= new Metadata(Service.ServiceId);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new WireEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new WireSigning());
    }

    protected Task<TResponse> CallAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        var options = new InvokeOptions { RequestMarshaller = operation, ResponseUnmarshaller = operation.Unmarshaller };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }

    private sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId => serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
