using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Deployment;

/// <summary>
/// The account of a scenario and its AWS endpoints, with no stack in it yet. The one place that knows all services: until the server and the
/// scenario's account exist, <see cref="StartAsync"/> is what is missing.
/// </summary>
internal abstract class SimulatedCloud : IAsyncDisposable
{
    public abstract SimulatedAccount Account { get; }

    public abstract Uri Endpoint { get; }

    public abstract DynamoDbService DynamoDb { get; }

    public abstract IReadOnlyList<PublishedMessage> Messages { get; }

    /// <summary>May be raised while the account's gate is held.</summary>
    public abstract event Action<PublishedMessage>? MessagePublished;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="secrets">Secret access keys by access key id: the callers whose signatures are verified. May grow later.</param>
    /// <param name="createHost">Makes the host that Lambda's Invoke hands the stack's functions to.</param>
    public static Task<SimulatedCloud> StartAsync(
        Scenario scenario, int port, IReadOnlyDictionary<string, string> secrets, Func<SimulatedAccount, IFunctionHost> createHost, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The stack's parameters that the scenario sets: watchdog.breaker is BreakerMode, watchdog.autoProbe is AutoProbe.</summary>
    public static IReadOnlyDictionary<string, string> ParameterOverrides(Scenario scenario) => throw new NotImplementedException();

    /// <summary>The scenario's operator acts; all are for the CircuitBreaker.</summary>
    public static IEnumerable<OperatorInvocation> OperatorActs(Scenario scenario) => throw new NotImplementedException();

    public abstract void CreateTopic(string name);

    /// <summary>Calls by "service:Operation" of the callers with these access key ids.</summary>
    public abstract IReadOnlyDictionary<string, ApiUsage> Usage(IReadOnlySet<string> accessKeyIds);

    public abstract ValueTask DisposeAsync();
}
