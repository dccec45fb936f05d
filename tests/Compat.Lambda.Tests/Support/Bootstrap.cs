using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Context;

namespace Compat.Lambda.Tests.Support;

/// <summary>Runs a bootstrap against a script, in an environment that is a dictionary.</summary>
internal sealed class Bootstrap(ScriptedApi api, TimeProvider? time = null)
{
    public Dictionary<string, string?> Environment { get; } = new() { ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:9001" };

    /// <summary>Runs until the script is over, then cancels.</summary>
    public async Task RunAsync(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
    {
        using var http = new HttpClient(api);
        using var bootstrap = new LambdaBootstrap(
            http,
            ownsHttp: false,
            handler,
            initializer,
            new LambdaEnvironment(name => Environment.GetValueOrDefault(name), (name, value) => Environment[name] = value),
            time ?? TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = bootstrap.RunAsync(stop.Token);
        await Task.WhenAny(run, api.Idle);
        await stop.CancelAsync();
        await run;
        Assert.Equal(Timeout.InfiniteTimeSpan, http.Timeout);
    }

    public static Task<InvocationResponse> Echo(InvocationRequest request) => Task.FromResult(new InvocationResponse(request.InputStream));
}
