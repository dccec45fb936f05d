using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire.Json;

/// <summary>Reads a response from a JSON body; an empty body is a response without members.</summary>
public sealed class JsonAnswer<TResponse>(JsonTypeInfo<TResponse> type, ErrorFactory error) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        body.Position = 0;
        var response = body.Length == 0 ? new TResponse() : JsonSerializer.Deserialize(body, type) ?? new TResponse();
        return ResponseIds.Complete(response, input.ResponseData);
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(input);
        return error(JsonErrors.Parse(input.ResponseData, input.Stream, statusCode, innerException));
    }
}
