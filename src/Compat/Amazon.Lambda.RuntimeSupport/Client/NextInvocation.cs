namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>What the Runtime API answers to <c>next</c>: the event, and one header for each of the other members.</summary>
/// <param name="RequestId">Lambda-Runtime-Aws-Request-Id.</param>
/// <param name="Deadline">Lambda-Runtime-Deadline-Ms, which counts from the epoch.</param>
/// <param name="FunctionArn">Lambda-Runtime-Invoked-Function-Arn.</param>
/// <param name="TraceId">Lambda-Runtime-Trace-Id; null when the invocation is not traced.</param>
/// <param name="ClientContext">Lambda-Runtime-Client-Context, as JSON.</param>
/// <param name="CognitoIdentity">Lambda-Runtime-Cognito-Identity, as JSON.</param>
internal sealed record NextInvocation(
    Stream Event,
    string RequestId,
    DateTimeOffset Deadline,
    string FunctionArn,
    string? TraceId,
    string? ClientContext,
    string? CognitoIdentity);
