using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Watchdog.Tests.Support;

/// <summary>An HTTP server that answers what it is told to, in that order, and remembers what it was asked.</summary>
internal sealed class Responder : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly Task _loop;

    public Responder(params Answer[] answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
        (_listener, Url) = Listen();
        _loop = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>The last request.</summary>
    public Asked Request => Requests.Last();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var headers = context.Request.Headers.AllKeys.OfType<string>()
                .ToDictionary(k => k, k => context.Request.Headers[k]!, StringComparer.OrdinalIgnoreCase);
            Requests.Enqueue(new Asked(context.Request.HttpMethod, context.Request.RawUrl!, headers, await reader.ReadToEndAsync()));
            // A request too many is an error that the SDK does not repeat.
            var answer = _answers.TryDequeue(out var next) ? next : new Answer("""{"message":"no answer is left"}""", 418);
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers ?? [])
                context.Response.Headers[name] = value;
            var body = Encoding.UTF8.GetBytes(answer.Body);
            context.Response.ContentLength64 = answer.Status == 204 ? 0 : body.Length;
            if (answer.Status != 204)
                await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }

    private static (HttpListener Listener, Uri Url) Listen()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, new Uri($"http://127.0.0.1:{port}"));
            }
            catch (HttpListenerException)
            {
                // Somebody else took the port in between.
            }
        }
    }
}

internal sealed record Answer(string Body, int Status = 200, Dictionary<string, string>? Headers = null);

internal sealed record Asked(string Method, string RawUrl, IReadOnlyDictionary<string, string> Headers, string Body);
