using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Watchdog.Compat.Wire.Json;

/// <summary>The protocols AWS JSON: POST to "/", the operation in <c>X-Amz-Target</c>, the request as the body.</summary>
public static class AwsJson
{
    /// <summary>An operation of a service that has spoken AWS JSON 1.1 from its beginning.</summary>
    public static Operation<TRequest, TResponse> Version11<TRequest, TResponse>(
        ServiceFacts service, string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new(input => Marshal(service, name, "1.1", input, request), new JsonAnswer<TResponse>(response, error));

    /// <summary>An operation of a service that speaks AWS JSON 1.0 and spoke the query protocol before.</summary>
    public static Operation<TRequest, TResponse> Version10<TRequest, TResponse>(
        ServiceFacts service, string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        return new(QueryCompatible, new JsonAnswer<TResponse>(response, error));

        IRequest QueryCompatible(TRequest input)
        {
            var http = Marshal(service, name, "1.0", input, request);
            // Errors then have the codes that they have always had, in a header.
            http.Headers["x-amzn-query-mode"] = "true";
            return http;
        }
    }

    private static DefaultRequest Marshal<TRequest>(ServiceFacts service, string name, string version, TRequest input, JsonTypeInfo<TRequest> type)
        where TRequest : AmazonWebServiceRequest
    {
        var http = new DefaultRequest(input, service.ServiceId)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(input, type),
        };
        http.Headers["X-Amz-Target"] = $"{service.Target}.{name}";
        http.Headers["Content-Type"] = $"application/x-amz-json-{version}";
        return http;
    }
}
