using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One invocation: its event and its context.</summary>
public sealed class InvocationRequest : IDisposable
{
    internal InvocationRequest(Stream inputStream, ILambdaContext lambdaContext)
    {
        InputStream = inputStream;
        LambdaContext = lambdaContext;
    }

    /// <summary>The event's bytes.</summary>
    public Stream InputStream { get; }

    public ILambdaContext LambdaContext { get; }

    public void Dispose() => InputStream.Dispose();
}
