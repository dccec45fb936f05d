using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Watchdog.Compat.Wire.Query;

/// <summary>The protocol AWS query: a form of <c>Action</c>, <c>Version</c> and the flattened request; answers are XML.</summary>
public static class QueryProtocol
{
    /// <param name="read">Makes the response from the element <c>NAMEResult</c>.</param>
    public static Operation<TRequest, TResponse> Operation<TRequest, TResponse>(
        ServiceFacts service, string name, Action<TRequest, IRequest> bind, Func<XElement, TResponse> read, ErrorFactory error)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(service);
        return new(Marshal, new XmlAnswer<TResponse>(name, read, error));

        IRequest Marshal(TRequest input)
        {
            var http = new DefaultRequest(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
            http.Parameters["Action"] = name;
            http.Parameters["Version"] = service.ApiVersion;
            bind(input, http);
            return http;
        }
    }

    /// <summary>Adds a member, if it is set; an empty text is set.</summary>
    public static void Add(this IRequest http, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (value is not null)
            http.Parameters[name] = value;
    }

    /// <summary>Adds a list as <c>name.member.1</c> and so on.</summary>
    public static void AddList(this IRequest http, string name, IReadOnlyList<string>? values)
    {
        for (var i = 0; i < values?.Count; i++)
            http.Add($"{name}.member.{i + 1}", values[i]);
    }
}
