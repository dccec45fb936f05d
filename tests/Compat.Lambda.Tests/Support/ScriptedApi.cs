using System.Collections.Concurrent;
using System.Net;

namespace Compat.Lambda.Tests.Support;

/// <summary>
/// The Runtime API without a socket: gives out the invocations of a script, then waits until it is cancelled, and keeps what is posted.
/// </summary>
internal sealed class ScriptedApi : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _script = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was posted: the path below /2018-06-01/runtime/, the body, and the error type.</summary>
    public ConcurrentQueue<Posted> Posts { get; } = new();

    /// <summary>Answers to a post; by default all are accepted.</summary>
    public Func<Posted, HttpStatusCode> Judge { get; set; } = _ => HttpStatusCode.Accepted;

    /// <summary>Called when something is posted, before it is answered.</summary>
    public Action<Posted> OnPost { get; set; } = _ => { };

    /// <summary>Done when the script is over and the runtime asks for more.</summary>
    public Task Idle => _idle.Task;

    public int Nexts { get; private set; }

    public ScriptedApi Then(string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
            response.Headers.Add(name, value);
        _script.Enqueue(response);
        return this;
    }

    /// <summary>An invocation with the headers that Lambda always sends, and these.</summary>
    public ScriptedApi ThenInvocation(string id, string body = "{}", params (string Name, string Value)[] headers) => Then(
        body,
        [
            ("Lambda-Runtime-Aws-Request-Id", id),
            ("Lambda-Runtime-Deadline-Ms", "1768478400000"),
            ("Lambda-Runtime-Invoked-Function-Arn", RuntimeApi.FunctionArn),
            .. headers,
        ]);

    public ScriptedApi ThenStatus(HttpStatusCode status)
    {
        _script.Enqueue(new HttpResponseMessage(status) { Content = new StringContent("no more") });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("127.0.0.1:9001", request.RequestUri!.Authority);
        Assert.StartsWith("/2018-06-01/runtime/", request.RequestUri.AbsolutePath, StringComparison.Ordinal);
        var operation = request.RequestUri.AbsolutePath["/2018-06-01/runtime/".Length..];
        if (request.Method == HttpMethod.Get)
            return await NextAsync(operation, cancellationToken);
        var errorType = request.Headers.TryGetValues("Lambda-Runtime-Function-Error-Type", out var values) ? values.Single() : null;
        var posted = new Posted(operation, await request.Content!.ReadAsStringAsync(cancellationToken), errorType);
        Posts.Enqueue(posted);
        OnPost(posted);
        return new HttpResponseMessage(Judge(posted)) { Content = new StringContent("") };
    }

    private async Task<HttpResponseMessage> NextAsync(string operation, CancellationToken cancellationToken)
    {
        Assert.Equal("invocation/next", operation);
        Nexts++;
        if (_script.TryDequeue(out var response))
            return response;
        _idle.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("unreachable");
    }
}
