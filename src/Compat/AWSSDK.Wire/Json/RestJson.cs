using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Watchdog.Compat.Wire.Json;

/// <summary>The protocol REST JSON: method, path and query carry some of the request's members, the body the others.</summary>
public static class RestJson
{
    /// <summary>An operation whose request has no body.</summary>
    /// <param name="path">With the names of members in braces, which <paramref name="bind"/> fills.</param>
    public static Operation<TRequest, TResponse> Operation<TRequest, TResponse>(
        ServiceFacts service, string method, string path, Action<TRequest, IRequest> bind, JsonTypeInfo<TResponse> response, ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new(input => Begin(service, method, path, input, bind), new JsonAnswer<TResponse>(response, error));

    /// <summary>An operation whose request has a body: its members that are not marked as ignored.</summary>
    public static Operation<TRequest, TResponse> Operation<TRequest, TResponse>(
        ServiceFacts service,
        string method,
        string path,
        Action<TRequest, IRequest> bind,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new(
            input =>
            {
                var http = Begin(service, method, path, input, bind);
                http.Content = JsonSerializer.SerializeToUtf8Bytes(input, request);
                http.Headers["Content-Type"] = "application/json";
                return http;
            },
            new JsonAnswer<TResponse>(response, error));

    /// <summary>The request without its body.</summary>
    public static IRequest Begin<TRequest>(ServiceFacts service, string method, string path, TRequest input, Action<TRequest, IRequest> bind)
        where TRequest : AmazonWebServiceRequest
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(bind);
        var http = new DefaultRequest(input, service.ServiceId) { HttpMethod = method, ResourcePath = path, UseQueryString = true };
        bind(input, http);
        return http;
    }

    /// <summary>Fills a name in the path, percent-encoded as one segment: an ARN's colons and slashes do not end it.</summary>
    /// <exception cref="AmazonClientException">The member is not set; without it the path would name another resource.</exception>
    public static void Path(this IRequest http, string member, string? value)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (string.IsNullOrEmpty(value))
            throw new AmazonClientException($"{http.RequestName} needs {member}.");
        http.AddPathResource($"{{{member}}}", value);
    }

    /// <summary>Adds a parameter to the query, if it is set.</summary>
    public static void Query(this IRequest http, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (value is not null)
            http.Parameters[name] = value;
    }

    public static void Query(this IRequest http, string name, int? value) => http.Query(name, value?.ToString());

    public static void Header(this IRequest http, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (value is not null)
            http.Headers[name] = value;
    }
}
