using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire.Json;

/// <summary>Reads a response whose body is not described by the protocol but is the payload itself, such as that of Lambda's Invoke.</summary>
public sealed class RawAnswer<TResponse>(Func<IWebResponseData, MemoryStream, TResponse> read, ErrorFactory error) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var body = new MemoryStream();
        input.Stream.CopyTo(body);
        body.Position = 0;
        return ResponseIds.Complete(read(input.ResponseData, body), input.ResponseData);
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(input);
        return error(JsonErrors.Parse(input.ResponseData, input.Stream, statusCode, innerException));
    }
}
