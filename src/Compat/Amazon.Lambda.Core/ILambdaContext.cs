namespace Amazon.Lambda.Core;

/// <summary>What Lambda tells a handler about one invocation.</summary>
/// <remarks>
/// The trace id is not among the members of the official version 2.5, whose runtime gives it in the environment variable
/// <c>_X_AMZN_TRACE_ID</c>, anew for each invocation; the runtime here does the same.
/// </remarks>
public interface ILambdaContext
{
    /// <summary>The request's id. Lambda keeps it when it tries an asynchronous event again.</summary>
    string AwsRequestId { get; }

    /// <summary>What the calling application said about itself; null when it said nothing.</summary>
    IClientContext? ClientContext { get; }

    string FunctionName { get; }

    /// <summary>The version that runs: <c>$LATEST</c> or a number, never an alias.</summary>
    string FunctionVersion { get; }

    /// <summary>The Amazon Cognito identity of a mobile caller; null for every other caller.</summary>
    ICognitoIdentity? Identity { get; }

    /// <summary>The ARN by which the function was called, with the alias or version if the caller named one.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>The function's memory, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>How long it is until Lambda ends the invocation with a timeout. Negative after the deadline.</summary>
    TimeSpan RemainingTime { get; }
}
