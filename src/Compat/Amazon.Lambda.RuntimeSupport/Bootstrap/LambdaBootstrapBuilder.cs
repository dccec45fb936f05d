using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Builds the <see cref="LambdaBootstrap"/> of a handler method.</summary>
/// <remarks>A handler may return a Task or not; each shape has an overload. A result is written with the serializer that reads the event.</remarks>
public sealed class LambdaBootstrapBuilder
{
    private readonly HandlerWrapper _handler;
    private LambdaBootstrapInitializer? _initializer;
    private HttpClient? _httpClient;

    private LambdaBootstrapBuilder(HandlerWrapper handler) => _handler = handler;

    public static LambdaBootstrapBuilder Create(Action handler) =>
        Create(() => Done(handler));

    public static LambdaBootstrapBuilder Create(Func<Task> handler) =>
        new(HandlerWrapper.GetHandlerWrapper(handler));

    public static LambdaBootstrapBuilder Create(Action<ILambdaContext> handler) =>
        Create((ILambdaContext context) => Done(() => handler(context)));

    public static LambdaBootstrapBuilder Create(Func<ILambdaContext, Task> handler) =>
        new(HandlerWrapper.GetHandlerWrapper(handler));

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(HandlerWrapper.GetHandlerWrapper(handler));

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Create((TInput input) => Done(() => handler(input)), serializer);

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Create((TInput input, ILambdaContext context) => Done(() => handler(input, context)), serializer);

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    public static LambdaBootstrapBuilder Create<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer) =>
        Create(() => Task.FromResult(handler()), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Create((ILambdaContext context) => Task.FromResult(handler(context)), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Create((TInput input) => Task.FromResult(handler(input)), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Create((TInput input, ILambdaContext context) => Task.FromResult(handler(input, context)), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    /// <summary>Runs this before the first invocation; its exception is reported to Lambda as an initialization error.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Uses this client for the Runtime API; it stays the caller's to dispose.</summary>
    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    public LambdaBootstrap Build() => _httpClient is null
        ? new LambdaBootstrap(_handler, _initializer)
        : new LambdaBootstrap(_httpClient, _handler.Handler, _initializer);

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
