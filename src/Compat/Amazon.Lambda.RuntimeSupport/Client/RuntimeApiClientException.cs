using System.Net;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a call, or answered what its documentation does not allow.</summary>
public class RuntimeApiClientException : Exception
{
    public RuntimeApiClientException()
    {
    }

    public RuntimeApiClientException(string message)
        : base(message)
    {
    }

    public RuntimeApiClientException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RuntimeApiClientException(string message, HttpStatusCode statusCode)
        : base(message) => StatusCode = statusCode;

    /// <summary>The status of the answer. A 500 means that the environment is lost and the process is to exit at once.</summary>
    public HttpStatusCode StatusCode { get; }
}
