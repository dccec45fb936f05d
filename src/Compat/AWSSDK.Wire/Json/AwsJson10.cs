using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Watchdog.Compat.Wire.Json;

/// <summary>
/// The protocol AWS JSON 1.0 of a service that spoke the query protocol before: POST to "/", the operation in <c>X-Amz-Target</c>, the request as
/// the body.
/// </summary>
public static class AwsJson10
{
    public static Operation<TRequest, TResponse> Operation<TRequest, TResponse>(
        ServiceFacts service, string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(service);
        return new(Marshal, new JsonAnswer<TResponse>(response, error));

        IRequest Marshal(TRequest input)
        {
            var http = new DefaultRequest(input, service.ServiceId)
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = JsonSerializer.SerializeToUtf8Bytes(input, request),
            };
            http.Headers["X-Amz-Target"] = $"{service.Target}.{name}";
            http.Headers["Content-Type"] = "application/x-amz-json-1.0";
            // Errors then have the codes that they have always had, in a header.
            http.Headers["x-amzn-query-mode"] = "true";
            return http;
        }
    }
}
