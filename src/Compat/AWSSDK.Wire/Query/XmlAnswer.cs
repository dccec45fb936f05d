using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Watchdog.Compat.Wire.Query;

/// <summary>Reads a response, or an error, from a query service's XML. Elements are found by local name: the namespace is the API's version.</summary>
internal sealed class XmlAnswer<TResponse>(string operation, Func<XElement, TResponse> read, ErrorFactory error) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var root = Load(input.Stream) ?? throw new AmazonUnmarshallingException($"The answer to {operation} is not XML.", "/", null);
        var result = root.Child(operation + "Result");
        var requestId = root.Child("ResponseMetadata")?.Text("RequestId");
        return ResponseIds.Complete(result is null ? new TResponse() : read(result), input.ResponseData, requestId);
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(input);
        return error(Parse(input.ResponseData, input.Stream, statusCode, innerException));
    }

    private static ServiceError Parse(IWebResponseData answer, Stream body, HttpStatusCode status, Exception? inner)
    {
        var root = Load(body);
        var element = root?.Name.LocalName == "Error" ? root : root?.Child("Error") ?? root?.Child("Errors")?.Child("Error");
        var code = element?.Text("Code") ?? status.ToString();
        var type = element?.Text("Type") switch
        {
            "Sender" => ErrorType.Sender,
            "Receiver" => ErrorType.Receiver,
            _ => ErrorType.Unknown,
        };
        var message = element?.Text("Message") ?? $"The service answered {(int)status} with the error code {code}.";
        var details = element?.Elements().GroupBy(e => e.Name.LocalName).ToDictionary(g => g.Key, g => g.First().Value) ?? [];
        return new ServiceError(code, message, type, root?.Text("RequestId") ?? ResponseIds.Of(answer), status, details, inner);
    }

    /// <summary>Null when the body is not XML.</summary>
    private static XElement? Load(Stream body)
    {
        try
        {
            // Nothing outside the document is ever fetched for it.
            using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
