using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.EventBridge;
using Watchdog.Simulator.Wire.Iam;
using Watchdog.Simulator.Wire.Kinesis;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Sns;
using Watchdog.Simulator.Wire.Sqs;
using Watchdog.Simulator.Wire.Sts;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>An account served on a free port, with one caller whose secret the server knows, so that every judge's signatures are verified.</summary>
internal sealed class TestWire : IAsyncDisposable
{
    public const string AccessKeyId = "AKIATESTCALLER000001";
    public const string Secret = "a/secret+that=needs%encoding";

    private WireServer? _server;

    private TestWire()
    {
    }

    public SimulatedAccount Account { get; } = new();

    public SnsTopics Topics { get; private set; } = null!;

    public EventBridgeService EventBridge { get; private set; } = null!;

    public FakeFunctionHost Host { get; } = new();

    public WireServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public string Endpoint => Server.Endpoint.GetLeftPart(UriPartial.Authority);

    public static async Task<TestWire> StartAsync(CloudWatchOptions? cloudWatch = null, LambdaOptions? lambda = null, IWireInterceptor? interceptor = null)
    {
        var wire = new TestWire();
        wire.Topics = new SnsTopics(wire.Account);
        wire.EventBridge = new EventBridgeService(wire.Account);
        wire._server = await WireServer.StartAsync(
            [
                new CloudWatchService(wire.Account, cloudWatch),
                new LambdaService(wire.Account, wire.Host, lambda),
                new SqsService(wire.Account),
                new SnsService(wire.Account, wire.Topics),
                new StsService(wire.Account),
                new IamService(wire.Account),
                new KinesisService(wire.Account),
                wire.EventBridge,
            ],
            0,
            new Dictionary<string, string> { [AccessKeyId] = Secret },
            interceptor,
            TestContext.Current.CancellationToken);
        return wire;
    }

    public SimulatedFunction AddFunction(string name, bool hosted = false)
    {
        var function = new SimulatedFunction
        {
            Name = name,
            Arn = $"arn:aws:lambda:{Account.Region}:{Account.AccountId}:function:{name}",
            RoleArn = $"arn:aws:iam::{Account.AccountId}:role/{name}-role",
            LastModified = Account.Now,
            Hosted = hosted,
        };
        Account.Functions.Add(name, function);
        return function;
    }

    public SimulatedQueue AddQueue(string name)
    {
        var queue = new SimulatedQueue
        {
            Name = name,
            Arn = $"arn:aws:sqs:{Account.Region}:{Account.AccountId}:{name}",
            CreatedAt = Account.Now,
            Fifo = name.EndsWith(".fifo", StringComparison.Ordinal),
        };
        Account.Queues.Add(name, queue);
        return queue;
    }

    public SimulatedStream AddStream(string name, StreamKind kind = StreamKind.Kinesis, int shards = 1, TimeSpan? retention = null)
    {
        var arn = kind == StreamKind.Kinesis
            ? $"arn:aws:kinesis:{Account.Region}:{Account.AccountId}:stream/{name}"
            : $"arn:aws:dynamodb:{Account.Region}:{Account.AccountId}:table/{name}";
        var stream = new SimulatedStream
        {
            Name = name,
            Kind = kind,
            Arn = arn,
            SourceArn = kind == StreamKind.Kinesis ? arn : $"{arn}/stream/2026-01-01T00:00:00.000",
            CreatedAt = Account.Now,
            Shards = shards,
            Retention = retention ?? TimeSpan.FromHours(24),
        };
        Account.Streams.Add(name, stream);
        return stream;
    }

    public SimulatedMapping AddMapping(string uuid, string sourceArn, string function, string? qualifier = null)
    {
        var mapping = new SimulatedMapping { Uuid = uuid, SourceArn = sourceArn, FunctionName = function, Qualifier = qualifier };
        Account.Mappings.Add(uuid, mapping);
        return mapping;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
