using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Messages;

/// <summary>An asynchronous invocation: Lambda keeps the request and repeats it if the breaker fails.</summary>
internal sealed class BreakerRequests(IAmazonLambda lambda, string functionName) : IBreakerRequests
{
    public Task RequestAsync(string payloadJson, CancellationToken cancellationToken) =>
        lambda.InvokeAsync(
            new InvokeRequest { FunctionName = functionName, InvocationType = InvocationType.Event, Payload = payloadJson }, cancellationToken);
}
