using System.Text;

namespace Amazon.Lambda.Model;

public class InvokeRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    public string? Qualifier { get; set; }

    /// <summary>RequestResponse when it is not set.</summary>
    public InvocationType? InvocationType { get; set; }

    public LogType? LogType { get; set; }

    /// <summary>JSON in base64, for the function's context.</summary>
    public string? ClientContextBase64 { get; set; }

    /// <summary>The event, as UTF-8; another view of <see cref="PayloadStream"/>.</summary>
    public string? Payload
    {
        get => PayloadStream is null ? null : Encoding.UTF8.GetString(PayloadStream.ToArray());
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The event: at most 6 MB, 1 MB when it is asynchronous.</summary>
    public MemoryStream? PayloadStream { get; set; }
}

public class InvokeResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>The HTTP status: 200, 202 for an event, 204 for a dry run. A function's own error is 200 too.</summary>
    public int? StatusCode { get; set; }

    /// <summary>Set when the function failed; then the payload describes the error.</summary>
    public string? FunctionError { get; set; }

    /// <summary>The end of the log, in base64, when it was asked for.</summary>
    public string? LogResult { get; set; }

    public string? ExecutedVersion { get; set; }

    /// <summary>What the function returned; empty for an event.</summary>
    public MemoryStream? Payload { get; set; }
}
