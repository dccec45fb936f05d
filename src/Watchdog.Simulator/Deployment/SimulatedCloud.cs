using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.DynamoDb;
using Watchdog.Simulator.Wire.EventBridge;
using Watchdog.Simulator.Wire.Iam;
using Watchdog.Simulator.Wire.Kinesis;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Sns;
using Watchdog.Simulator.Wire.Sqs;
using Watchdog.Simulator.Wire.Sts;

namespace Watchdog.Simulator.Deployment;

/// <summary>The account of a scenario and its AWS endpoints, with no stack in it yet. The one place that knows all services.</summary>
internal sealed class SimulatedCloud : IAsyncDisposable
{
    private readonly SnsTopics _topics;
    private readonly WireServer _server;

    private SimulatedCloud(SimulatedAccount account, SnsTopics topics, DynamoDbService dynamoDb, WireServer server)
    {
        Account = account;
        DynamoDb = dynamoDb;
        _topics = topics;
        _server = server;
    }

    public SimulatedAccount Account { get; }

    public DynamoDbService DynamoDb { get; }

    public Uri Endpoint => _server.Endpoint;

    public IReadOnlyList<PublishedMessage> Messages => _topics.Messages;

    /// <summary>May be raised while the account's gate is held.</summary>
    public event Action<PublishedMessage>? MessagePublished
    {
        add => _topics.Published += value;
        remove => _topics.Published -= value;
    }

    /// <param name="port">0 takes a free one.</param>
    /// <param name="secrets">Secret access keys by access key id: the callers whose signatures are verified. May grow later.</param>
    /// <param name="createHost">Makes the host that Lambda's Invoke hands the stack's functions to.</param>
    public static async Task<SimulatedCloud> StartAsync(
        Scenario scenario, int port, IReadOnlyDictionary<string, string> secrets, Func<SimulatedAccount, IFunctionHost> createHost, CancellationToken cancellationToken)
    {
        var account = scenario.Build();
        var topics = new SnsTopics(account);
        var dynamoDb = new DynamoDbService(() => Now(account), account.Region, account.AccountId);
        var server = await WireServer.StartAsync(
            [
                new CloudWatchService(account),
                new LambdaService(account, createHost(account)),
                new SqsService(account),
                new SnsService(account, topics),
                new StsService(account),
                new IamService(account),
                new KinesisService(account),
                new EventBridgeService(account),
                dynamoDb,
            ],
            port,
            secrets,
            cancellationToken);
        return new SimulatedCloud(account, topics, dynamoDb, server);
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
