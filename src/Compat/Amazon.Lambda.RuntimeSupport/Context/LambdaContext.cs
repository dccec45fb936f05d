using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Client;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>The context of an invocation that came from the Runtime API.</summary>
internal sealed class LambdaContext(NextInvocation invocation, LambdaEnvironment environment, TimeProvider time) : ILambdaContext
{
    // Parsed when it is first asked for: hardly any handler does, and a caller's broken context is no reason to fail the others.
    private readonly Lazy<IClientContext?> _clientContext = new(() => CallerJson.ClientContext(invocation.ClientContext));
    private readonly Lazy<ICognitoIdentity?> _identity = new(() => CallerJson.CognitoIdentity(invocation.CognitoIdentity));

    public string AwsRequestId => invocation.RequestId;

    public IClientContext? ClientContext => _clientContext.Value;

    public string FunctionName => environment.FunctionName;

    public string FunctionVersion => environment.FunctionVersion;

    public ICognitoIdentity? Identity => _identity.Value;

    public string InvokedFunctionArn => invocation.FunctionArn;

    public ILambdaLogger Logger { get; } = new ConsoleLambdaLogger(invocation.RequestId, time);

    public string LogGroupName => environment.LogGroupName;

    public string LogStreamName => environment.LogStreamName;

    public int MemoryLimitInMB => environment.MemoryLimitInMB;

    public TimeSpan RemainingTime => invocation.Deadline - time.GetUtcNow();
}
