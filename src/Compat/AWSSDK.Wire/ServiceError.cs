using System.Net;
using Amazon.Runtime;

namespace Watchdog.Compat.Wire;

/// <summary>What an error answer says, whatever the protocol.</summary>
/// <param name="Details">Further members of the error, by name, as text; e.g. Lambda's <c>Reason</c> and <c>Type</c>.</param>
public sealed record ServiceError(
    string Code,
    string Message,
    ErrorType Type,
    string RequestId,
    HttpStatusCode StatusCode,
    IReadOnlyDictionary<string, string> Details,
    Exception? Inner)
{
    public string? Detail(string name) => Details.GetValueOrDefault(name);

    /// <summary>The name without a trailing "Exception" or "Fault": some services give one error both names, by protocol.</summary>
    public string ShortCode => Code switch
    {
        _ when Code.EndsWith("Exception", StringComparison.Ordinal) => Code[..^"Exception".Length],
        _ when Code.EndsWith("Fault", StringComparison.Ordinal) => Code[..^"Fault".Length],
        _ => Code,
    };
}

/// <summary>Makes a service's own exception of an error.</summary>
public delegate AmazonServiceException ErrorFactory(ServiceError error);
