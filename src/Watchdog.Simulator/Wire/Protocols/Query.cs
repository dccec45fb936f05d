using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>The query protocol: a form with Action and Version goes in, XML comes out.</summary>
/// <param name="xmlNamespace">Of the service's answers, e.g. http://sns.amazonaws.com/doc/2010-03-31/.</param>
/// <param name="version">The API's version, a date.</param>
/// <param name="gate">Held while an operation runs.</param>
/// <param name="missing">The service's error for a required member that is absent.</param>
internal sealed class Query(
    string xmlNamespace, string version, IReadOnlyDictionary<string, Operation> operations, Lock gate, Func<string, AwsException> missing)
{
    public const string ContentType = "text/xml";

    private readonly XNamespace _namespace = xmlNamespace;

    public static bool IsSpokenBy(WireRequest request) =>
        request.Headers.TryGetValue("Content-Type", out var type)
        && type.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Operations => [.. operations.Keys];

    /// <summary>The form's Action; empty when there is none.</summary>
    public static string OperationOf(WireRequest request) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span)).TryGetValue("Action", out var action) ? action.ToString() : "";

    /// <summary>An error of the service's.</summary>
    public WireResponse Refuse(WireRequest request, string operation, AwsException exception) => Error(request, operation, exception, _namespace);

    public WireResponse Handle(WireRequest request)
    {
        var action = "";
        try
        {
            var input = new Input(QueryForm.Parse(request.Body), true, missing);
            var asked = input.String("Action");
            if (string.IsNullOrEmpty(asked))
                throw new AwsException("MissingAction", "The request is missing an action or a required parameter.");
            if (!operations.TryGetValue(asked, out var operation) || input.String("Version") != version)
                throw new AwsException("InvalidAction", $"Could not find operation {asked} for version {input.String("Version") ?? "NO_VERSION_SPECIFIED"}.");
            action = asked;
            Output output;
            lock (gate)
                output = operation(input, request);
            var answer = new XElement(
                _namespace + $"{action}Response",
                new XElement(_namespace + $"{action}Result", QueryXml.Members(_namespace, output.Body)),
                new XElement(_namespace + "ResponseMetadata", new XElement(_namespace + "RequestId", request.RequestId)));
            return new WireResponse(200, ContentType, Bytes(answer), action, BilledMetrics: output.BilledMetrics);
        }
        catch (AwsException exception)
        {
            return Error(request, action, exception, _namespace);
        }
    }

    public static WireResponse Error(WireRequest request, string operation, AwsException exception, XNamespace? xmlNamespace = null)
    {
        var ns = xmlNamespace ?? XNamespace.None;
        var body = new XElement(
            ns + "ErrorResponse",
            new XElement(
                ns + "Error",
                new XElement(ns + "Type", exception.Fault),
                new XElement(ns + "Code", exception.QueryCode),
                new XElement(ns + "Message", QueryXml.Text(exception.Message))),
            new XElement(ns + "RequestId", request.RequestId));
        var headers = new Dictionary<string, string>();
        if (exception.RetryAfter is { } wait)
            headers["Retry-After"] = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
        return new WireResponse(exception.Status, ContentType, Bytes(body), operation, headers);
    }

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            root.Save(writer);
        return stream.ToArray();
    }
}
