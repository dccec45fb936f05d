using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire;

/// <summary>One operation of an API: how its request becomes HTTP, and an answer its response or an exception.</summary>
public sealed class Operation<TRequest, TResponse>(
    Func<TRequest, IRequest> marshal, ResponseUnmarshaller unmarshaller) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public ResponseUnmarshaller Unmarshaller { get; } = unmarshaller;

    public IRequest Marshall(AmazonWebServiceRequest input) => marshal((TRequest)input);
}
