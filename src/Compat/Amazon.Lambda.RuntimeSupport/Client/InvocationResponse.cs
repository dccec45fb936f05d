namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What a handler answers.</summary>
/// <param name="outputStream">The answer's bytes, from the stream's position on.</param>
/// <param name="disposeOutputStream">Whether the bootstrap disposes the stream when it has sent it.</param>
public class InvocationResponse(Stream outputStream, bool disposeOutputStream)
{
    public InvocationResponse(Stream outputStream)
        : this(outputStream, disposeOutputStream: true)
    {
    }

    public Stream OutputStream { get; set; } = outputStream ?? throw new ArgumentNullException(nameof(outputStream));

    public bool DisposeOutputStream { get; } = disposeOutputStream;
}
