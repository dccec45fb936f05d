using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a <see cref="LambdaBootstrapHandler"/> of a method: reads the event, calls the method, writes what it returns.</summary>
/// <remarks>
/// A method without a result answers with no bytes. The shapes with streams on one side and a value on the other, which the official
/// package has too, are left out.
/// </remarks>
public sealed class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler) => Handler = handler;

    public LambdaBootstrapHandler Handler { get; }

    public static HandlerWrapper GetHandlerWrapper(Func<Task> handler) =>
        Silent(_ => handler());

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task> handler) =>
        Silent(i => handler(i.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Silent(i => handler(serializer.Deserialize<TInput>(i.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        Silent(i => handler(serializer.Deserialize<TInput>(i.InputStream), i.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Speaking(_ => handler(), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Speaking(i => handler(i.LambdaContext), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Speaking(i => handler(serializer.Deserialize<TInput>(i.InputStream)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Speaking(i => handler(serializer.Deserialize<TInput>(i.InputStream), i.LambdaContext), serializer);

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async i => new InvocationResponse(await handler(i.InputStream, i.LambdaContext).ConfigureAwait(false)));

    private static HandlerWrapper Silent(Func<InvocationRequest, Task> handle) => new(async invocation =>
    {
        await handle(invocation).ConfigureAwait(false);
        return new InvocationResponse(Stream.Null, disposeOutputStream: false);
    });

    private static HandlerWrapper Speaking<TOutput>(Func<InvocationRequest, Task<TOutput>> handle, ILambdaSerializer serializer) =>
        new(async invocation =>
        {
            var output = await handle(invocation).ConfigureAwait(false);
            var stream = new MemoryStream();
            serializer.Serialize(output, stream);
            stream.Position = 0;
            return new InvocationResponse(stream);
        });

    /// <summary>Holds nothing; disposable because the official one is.</summary>
    public void Dispose()
    {
    }
}
