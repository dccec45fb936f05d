using System.Text;
using System.Text.Json;

namespace Watchdog.Simulator.Runtime.Tests.Support;

/// <summary>A host with the test program as its only function, at a simulated time that moves only when told.</summary>
internal sealed class TestFunction : IAsyncDisposable
{
    public const string Name = "watchdog-Test";
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 1, 0, TimeSpan.Zero);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Watchdog.Simulator.Runtime.Tests.App.dll");

    public static readonly RuntimeSettings Settings = RuntimeSettings.For(["dotnet", Program], new Uri("http://127.0.0.1:4566"), "eu-west-1");

    public TestFunction(TimeSpan? timeout = null, TimeSpan? initLimit = null, int retries = 2, params IEnumerable<(string Name, string Value)> environment)
    {
        Host = new ProcessFunctionHost(() => Now + Elapsed, Metrics.Add, TimeProvider.System);
        Function = new HostedFunction(
            Name,
            $"arn:aws:lambda:eu-west-1:123456789012:function:{Name}",
            "bootstrap",
            timeout ?? TimeSpan.FromSeconds(30),
            256,
            environment.ToDictionary(e => e.Name, e => e.Value),
            retries);
        Host.Deploy([Function], initLimit is { } limit ? Settings with { InitLimit = limit } : Settings);
    }

    public ProcessFunctionHost Host { get; }

    public HostedFunction Function { get; }

    /// <summary>Simulated time since <see cref="Now"/>.</summary>
    public TimeSpan Elapsed { get; set; }

    public List<MetricSample> Metrics { get; } = [];

    public Task<InvocationResult> InvokeAsync(string json, CancellationToken cancellationToken) =>
        Host.InvokeAsync(Name, Encoding.UTF8.GetBytes(json), cancellationToken);

    public double Sum(string metric) => Metrics.Where(m => m.Metric.Name == metric && m.Metric.Dimensions.Count == 1).Sum(m => m.Value);

    public static JsonElement Json(InvocationResult result) => JsonSerializer.Deserialize<JsonElement>(result.Payload.Span);

    public static string Text(InvocationResult result) => Encoding.UTF8.GetString(result.Payload.Span);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
