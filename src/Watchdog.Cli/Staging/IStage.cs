using Watchdog.Core.Incidents;
using Watchdog.Simulator;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Staging;

/// <summary>Where scenarios are played.</summary>
internal interface IStage
{
    /// <summary>Brings the scenario's account up with Watchdog deployed into it; its clock stands at the scenario's start.</summary>
    /// <param name="port">Of the AWS endpoints on 127.0.0.1; 0 takes a free one.</param>
    Task<IStagedAccount> StartAsync(Scenario scenario, int port, CancellationToken cancellationToken);
}

/// <summary>A simulated account with Watchdog running on it: as much of it as the commands need.</summary>
internal interface IStagedAccount : IAsyncDisposable
{
    /// <summary>Simulated time at which the scenario began.</summary>
    DateTimeOffset Start { get; }

    Uri Endpoint { get; }

    /// <summary>What was published so far, oldest first.</summary>
    IReadOnlyList<PublishedMessage> Messages { get; }

    /// <summary>API calls of the stack's functions by "service:Operation".</summary>
    IReadOnlyDictionary<string, ApiUsage> Usage { get; }

    /// <summary>One simulated minute, with the ticks that are due at its end.</summary>
    Task AdvanceMinuteAsync(CancellationToken cancellationToken);

    /// <summary>What an operator does with `aws lambda invoke`; gives the answer's JSON.</summary>
    Task<string> InvokeBreakerAsync(string payloadJson, CancellationToken cancellationToken);

    /// <summary>All incidents in the state table, open and closed, that are pending or have fired.</summary>
    Task<IReadOnlyList<Incident>> ReadIncidentsAsync(CancellationToken cancellationToken);

    /// <summary>The account as it is now, and what the functions did in the last minute.</summary>
    AccountView Observe();

    /// <summary>A metric's points by the minute since the start, also those that CloudWatch does not show yet.</summary>
    IReadOnlyList<MetricPoint> ReadMetric(MetricId metric, string statistic);

    /// <summary>Invocations of functions that write to what triggers them, while they do.</summary>
    long CountLoopInvocations();
}
