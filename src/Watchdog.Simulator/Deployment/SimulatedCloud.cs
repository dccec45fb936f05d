using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.DynamoDb;
using Watchdog.Simulator.Wire.EventBridge;
using Watchdog.Simulator.Wire.Sns;

namespace Watchdog.Simulator.Deployment;

/// <summary>The account of a scenario and its AWS endpoints, with no stack in it yet.</summary>
internal sealed class SimulatedCloud : IAsyncDisposable
{
    private readonly SnsTopics _topics;
    private readonly EventBridgeService _eventBridge;
    private readonly WireServer _server;

    private SimulatedCloud(SimulatedAccount account, SnsTopics topics, DynamoDbService dynamoDb, EventBridgeService eventBridge, WireServer server)
    {
        _eventBridge = eventBridge;
        Account = account;
        DynamoDb = dynamoDb;
        _topics = topics;
        _server = server;
    }

    public SimulatedAccount Account { get; }

    public DynamoDbService DynamoDb { get; }

    public Uri Endpoint => _server.Endpoint;

    public IReadOnlyList<PublishedMessage> Messages => _topics.Messages;

    public IReadOnlyList<PutEvent> Events => _eventBridge.Events;

    /// <summary>May be raised while the account's gate is held.</summary>
    public event Action<PublishedMessage>? MessagePublished
    {
        add => _topics.Published += value;
        remove => _topics.Published -= value;
    }

    /// <param name="host">What Lambda's Invoke hands the stack's functions to.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="secrets">Secret access keys by access key id: the callers whose signatures are verified.</param>
    /// <param name="interceptor">Stands before the services.</param>
    public static async Task<SimulatedCloud> StartAsync(
        SimulatedAccount account,
        IFunctionHost host,
        int port,
        IReadOnlyDictionary<string, string> secrets,
        IWireInterceptor interceptor,
        CancellationToken cancellationToken)
    {
        var topics = new SnsTopics(account);
        var dynamoDb = new DynamoDbService(() => Now(account), account.Region, account.AccountId);
        var services = WireServices.Of(account, topics, dynamoDb, host);
        var server = await WireServer.StartAsync(services, port, secrets, interceptor, cancellationToken);
        return new SimulatedCloud(account, topics, dynamoDb, services.OfType<EventBridgeService>().Single(), server);
    }

    /// <summary>The stack's parameters that the scenario sets: watchdog.breaker is BreakerMode, watchdog.autoProbe is AutoProbe.</summary>
    public static IReadOnlyDictionary<string, string> ParameterOverrides(Scenario scenario)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        if (scenario.Watchdog.Breaker is { } breaker)
            overrides["BreakerMode"] = breaker;
        if (scenario.Watchdog.AutoProbe is { } autoProbe)
            overrides["AutoProbe"] = autoProbe ? "true" : "false";
        return overrides;
    }

    /// <summary>The scenario's operator acts; all are for the CircuitBreaker.</summary>
    public static IEnumerable<OperatorInvocation> OperatorActs(Scenario scenario) =>
        scenario.Operator.Select(act => new OperatorInvocation(act.At, "CircuitBreaker", act.Payload));

    public void CreateTopic(string name)
    {
        lock (Account.Gate)
            _topics.Create(name);
    }

    /// <summary>Calls by "service:Operation" of the callers with these access key ids.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Usage(IReadOnlySet<string> accessKeyIds) => _server.Usage.Sum(accessKeyIds.Contains);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static DateTimeOffset Now(SimulatedAccount account)
    {
        lock (account.Gate)
            return account.Now;
    }
}
