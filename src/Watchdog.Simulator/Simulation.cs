using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Simulator;

/// <summary>
/// A scenario being played: the account's physics, the AWS endpoints on one HTTP port, and the stack from template.yaml deployed into it,
/// its functions running as real processes.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    /// <summary>Serves the account, deploys the stack into it and starts the stack's functions; the clock stands at the scenario's start.</summary>
    public static Task<Simulation> StartAsync(Scenario scenario, SimulationOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>What the stack has published to SNS so far, oldest first.</summary>
    public IReadOnlyList<PublishedMessage> Messages => throw new NotImplementedException();

    public SimulatedAccount Account => throw new NotImplementedException();

    /// <summary>Where the AWS APIs are served, e.g. http://127.0.0.1:4566.</summary>
    public Uri Endpoint => throw new NotImplementedException();

    /// <summary>Whole simulated minutes that have passed.</summary>
    public int Minutes => throw new NotImplementedException();

    /// <summary>API calls that the stack's functions made, by "service:Operation", e.g. monitoring:GetMetricData.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Usage => throw new NotImplementedException();

    /// <summary>
    /// One simulated minute: sixty seconds of physics with the scenario's changes and operator acts at their seconds, then the schedules
    /// that are due, one function after the other, and the asynchronous events that came of them.
    /// </summary>
    public Task AdvanceMinuteAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>What `aws lambda invoke` does with a function of the stack; gives its answer.</summary>
    /// <param name="functionLogicalId">E.g. CircuitBreaker.</param>
    public Task<string> InvokeAsync(string functionLogicalId, string payloadJson, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Ends the functions' processes and the HTTP server.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <param name="Calls">Requests.</param>
/// <param name="Metrics">For GetMetricData: metrics asked for, which is what it is billed by; else 0.</param>
public sealed record ApiUsage(long Calls, long Metrics);

/// <param name="Template">Path of template.yaml.</param>
/// <param name="StackName">The stack's name; its functions are called STACK-LogicalId, e.g. watchdog-CircuitBreaker.</param>
/// <param name="FunctionCommand">The program that every function of the stack runs, and its arguments: the native bootstrap, or dotnet bootstrap.dll.</param>
/// <param name="Port">Port of the AWS endpoints on 127.0.0.1; 0 takes a free one.</param>
public sealed record SimulationOptions(string Template, string StackName, IReadOnlyList<string> FunctionCommand, int Port = 0);
