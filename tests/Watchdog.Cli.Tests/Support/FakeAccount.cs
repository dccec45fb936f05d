using System.Collections.Immutable;
using Watchdog.Cli.Staging;
using Watchdog.Core.Incidents;
using Watchdog.Simulator;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Tests.Support;

/// <summary>An account in which happens what a test says, minute by minute.</summary>
internal sealed class FakeAccount : IStagedAccount
{
    private readonly List<PublishedMessage> _messages = [];
    private readonly Dictionary<string, Incident> _incidents = [];

    public static DateTimeOffset Begin { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What happens in a minute, the first being 1.</summary>
    public Dictionary<int, Action<FakeAccount>> Script { get; } = [];

    public int Minute { get; private set; }

    /// <summary>Released once for each minute that was played.</summary>
    public SemaphoreSlim Played { get; } = new(0);

    public bool IsDisposed { get; private set; }

    public List<string> Requests { get; } = [];

    public string History { get; set; } = """{"history":[]}""";

    public string Status { get; set; } = """{"circuits":[]}""";

    public long LoopInvocations { get; set; }

    public AccountView View { get; set; } = new(0, 0, 0, 0, 0, 0, []);

    public DateTimeOffset Start => Begin;

    public Uri Endpoint { get; } = new("http://127.0.0.1:4566/");

    public IReadOnlyList<PublishedMessage> Messages => [.. _messages];

    public Dictionary<string, ApiUsage> Calls { get; } = [];

    public IReadOnlyDictionary<string, ApiUsage> Usage => Calls;

    public Task AdvanceMinuteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Minute++;
        if (Script.TryGetValue(Minute, out var happen))
            happen(this);
        Played.Release();
        return Task.CompletedTask;
    }

    public Task<string> InvokeBreakerAsync(string payloadJson, CancellationToken cancellationToken)
    {
        Requests.Add(payloadJson);
        Calls["lambda:GetEventSourceMapping"] = new ApiUsage(999, 0);
        return Task.FromResult(payloadJson.Contains("history", StringComparison.Ordinal) ? History : Status);
    }

    public Task<IReadOnlyList<Incident>> ReadIncidentsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. _incidents.Values.Reverse()]);

    public AccountView Observe() => View;

    /// <summary>Points by name and first dimension's value: "Invocations f".</summary>
    public Dictionary<string, IReadOnlyList<MetricPoint>> Metrics { get; } = [];

    public IReadOnlyList<MetricPoint> ReadMetric(MetricId metric, string statistic) =>
        Metrics.GetValueOrDefault($"{metric.Name} {metric.Dimensions[0].Value}", []);

    public long CountLoopInvocations() => LoopInvocations;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public void Put(Incident incident) => _incidents[incident.Key] = incident;

    public void Publish(string subject, string email = "body", string json = """{"incidents":[{},{}]}""") =>
        _messages.Add(new PublishedMessage(Begin.AddMinutes(Minute), "arn:aws:sns:us-east-1:123456789012:topic", subject, email, json, ImmutableDictionary<string, string>.Empty));

    public void SetMapping(string state, int? maximumConcurrency = null) =>
        View = View with { Mappings = [new MappingView("uuid-1", "orders", "enrich-order", state, maximumConcurrency)] };
}

internal sealed class FakeStage(FakeAccount account) : IStage
{
    public int? Port { get; private set; }

    public Task<IStagedAccount> StartAsync(Scenario scenario, int port, CancellationToken cancellationToken)
    {
        Port = port;
        return Task.FromResult<IStagedAccount>(account);
    }
}
