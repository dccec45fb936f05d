using System.Text;
using System.Text.Json;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>Invoke: the stack's functions run in their processes, those of the scenario in the physics.</summary>
internal sealed class InvokeFunction(SimulatedAccount account, IFunctionHost? host)
{
    public const string Operation = "Invoke";
    private const int MaximumPayload = 6 * 1024 * 1024;
    private const int MaximumEvent = 1024 * 1024;
    private static readonly RestRoute Route = new(Operation, "POST", "2015-03-31/functions/{FunctionName}/invocations", _ => throw new InvalidOperationException());

    public static IReadOnlyDictionary<string, string>? Match(WireRequest request) => Route.Match(request.Method, request.Path);

    public async Task<WireResponse> HandleAsync(RestCall call, CancellationToken cancellationToken)
    {
        var type = Header(call, "X-Amz-Invocation-Type") ?? "RequestResponse";
        if (type is not ("RequestResponse" or "Event" or "DryRun"))
            throw Errors.Validation("invocationType", type, "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        var payload = Payload(call.Request.Body, type == "Event" ? MaximumEvent : MaximumPayload);
        string name;
        string version;
        bool hosted;
        lock (account.Gate)
        {
            var asked = Qualified.Resolve(account, call.Labels["FunctionName"], call.Parameter("Qualifier"));
            var function = asked.Function;
            name = function.Name;
            version = asked.Version is { } published ? $"{published.Number}" : "$LATEST";
            hosted = function.Hosted;
            if (type == "DryRun")
                return call.Reply(204, null);
            var accepted = hosted ? function.ReservedConcurrency != 0 : function.InvokeOnce();
            if (!accepted && type == "RequestResponse")
                throw Throttled(function);
            // An event is accepted whatever becomes of it; a reservation of zero loses it.
            if (!accepted)
                return call.Reply(202, null);
        }

        if (!hosted)
            return Answer(call, type, version, new InvocationResult("null"u8.ToArray(), null, ""));
        if (host is null)
            throw new AwsException("ServiceException", $"The function {name} is run by a host, and the simulated account was started without one.", 500);
        if (type == "Event")
        {
            host.Enqueue(name, payload);
            return call.Reply(202, null);
        }

        return Answer(call, type, version, await host.InvokeAsync(name, payload, cancellationToken));
    }

    private static WireResponse Answer(RestCall call, string type, string version, InvocationResult result)
    {
        if (type == "Event")
            return call.Reply(202, null);
        var headers = new Dictionary<string, string> { ["X-Amz-Executed-Version"] = version };
        if (result.FunctionError is { } error)
            headers["X-Amz-Function-Error"] = error;
        if (Header(call, "X-Amz-Log-Type") == "Tail")
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(result.LogTail));
        return new WireResponse(200, RestJson.ContentType, result.Payload, Operation, headers);
    }

    /// <summary>No payload is an empty object to the function.</summary>
    private static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> body, int maximum)
    {
        if (body.Length > maximum)
            throw new AwsException("RequestTooLargeException", $"Request must be smaller than {maximum} bytes for the InvokeFunction operation", 413);
        if (body.IsEmpty)
            return "{}"u8.ToArray();
        try
        {
            using var document = JsonDocument.Parse(body);
            return body;
        }
        catch (JsonException exception)
        {
            throw new AwsException("InvalidRequestContentException", $"Could not parse request body into json: {exception.Message}");
        }
    }

    private static AwsException Throttled(SimulatedFunction function) => new("TooManyRequestsException", "Rate Exceeded.", 429)
    {
        Reason = function.ReservedConcurrency is null ? "ConcurrentInvocationLimitExceeded" : "ReservedFunctionConcurrentInvocationLimitExceeded",
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    private static string? Header(RestCall call, string name) =>
        call.Request.Headers.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
}
