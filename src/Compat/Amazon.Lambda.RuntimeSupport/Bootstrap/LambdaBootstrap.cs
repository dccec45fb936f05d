using Amazon.Lambda.RuntimeSupport.Client;
using Amazon.Lambda.RuntimeSupport.Context;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs a function: initializes it, then asks Lambda's Runtime API for one invocation after the other and answers each.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly LambdaEnvironment _environment;
    private readonly TimeProvider _time;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(CreateHttpClient(), ownsHttp: true, handler, initializer, LambdaEnvironment.OfThisProcess(), TimeProvider.System)
    {
    }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        : this((handlerWrapper ?? throw new ArgumentNullException(nameof(handlerWrapper))).Handler, initializer)
    {
    }

    /// <param name="httpClient">The client for the Runtime API. Its timeout is taken away; it stays the caller's to dispose.</param>
    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(httpClient, ownsHttp: false, handler, initializer, LambdaEnvironment.OfThisProcess(), TimeProvider.System)
    {
    }

    internal LambdaBootstrap(
        HttpClient httpClient,
        bool ownsHttp,
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer? initializer,
        LambdaEnvironment environment,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(handler);
        _http = httpClient;
        _ownsHttp = ownsHttp;
        _handler = handler;
        _initializer = initializer;
        _environment = environment;
        _time = time;
        // Lambda freezes the process while it waits for an event, for as long as it likes.
        _http.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>Runs until the token is cancelled, which ends the wait for an event but not the handling of one.</summary>
    /// <exception cref="InvalidOperationException">AWS_LAMBDA_RUNTIME_API is not set, so that this is not a Lambda environment.</exception>
    /// <exception cref="RuntimeApiClientException">The Runtime API answered that it cannot go on; the process is to exit.</exception>
    /// <exception cref="Exception">What the initializer threw, after it was reported as an initialization error.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!await InitializeAsync().ConfigureAwait(false))
            return;
        var api = new RuntimeApiClient(_http, _environment.RuntimeApiUri());
        while (!cancellationToken.IsCancellationRequested)
        {
            NextInvocation next;
            try
            {
                next = await api.NextAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            await HandleAsync(api, next).ConfigureAwait(false);
        }
    }

    private async Task<bool> InitializeAsync()
    {
        if (_initializer is null)
            return true;
        try
        {
            return await _initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            await FlushAsync().ConfigureAwait(false);
            await ReportInitializationErrorAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReportInitializationErrorAsync(Exception error)
    {
        try
        {
            await new RuntimeApiClient(_http, _environment.RuntimeApiUri()).InitializationErrorAsync(error).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or RuntimeApiClientException)
        {
            // The error itself matters more than that it could not be reported: it is thrown, and the process ends with it all the same.
            await Console.Error.WriteLineAsync($"The initialization error could not be reported: {e.Message}").ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(RuntimeApiClient api, NextInvocation next)
    {
        // Tracing and the SDK's recursion header read the variable; a value left over from the last invocation would join two traces.
        _environment.SetTraceId(next.TraceId);
        using var request = new InvocationRequest(next.Event, new LambdaContext(next, _environment, _time));
        InvocationResponse? response = null;
        Exception? error = null;
        try
        {
            response = await _handler(request).ConfigureAwait(false);
        }
        // Whatever a handler throws is the function's error, and the next invocation has a right to run.
        catch (Exception e)
        {
            error = e;
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
        }
        await FlushAsync().ConfigureAwait(false);
        if (error is null)
            await AnswerAsync(api, next.RequestId, response).ConfigureAwait(false);
        else
            await api.ErrorAsync(next.RequestId, error).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(RuntimeApiClient api, string requestId, InvocationResponse? response)
    {
        try
        {
            await api.ResponseAsync(requestId, response?.OutputStream).ConfigureAwait(false);
        }
        // A refused answer (too large, or too late) is that invocation's failure. Only a 5xx says that the environment is lost.
        catch (RuntimeApiClientException e) when ((int)e.StatusCode < 500)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            await FlushAsync().ConfigureAwait(false);
            await api.ErrorAsync(requestId, e).ConfigureAwait(false);
        }
        finally
        {
            if (response is { DisposeOutputStream: true })
                await response.OutputStream.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lambda may freeze the process as soon as it has an answer, and what is still in a buffer would then come out much later.</summary>
    private static async Task FlushAsync()
    {
        await Console.Out.FlushAsync().ConfigureAwait(false);
        await Console.Error.FlushAsync().ConfigureAwait(false);
    }

    internal static HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttp)
            _http.Dispose();
    }
}
