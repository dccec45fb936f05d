using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.DynamoDb;
using Watchdog.Simulator.Wire.EventBridge;
using Watchdog.Simulator.Wire.Iam;
using Watchdog.Simulator.Wire.Kinesis;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Sns;
using Watchdog.Simulator.Wire.Sqs;
using Watchdog.Simulator.Wire.Sts;
using Watchdog.Simulator.Wire.Tagging;

namespace Watchdog.Simulator.Wire;

/// <summary>All services of a simulated account. The one place that knows them.</summary>
internal static class WireServices
{
    private static readonly Lazy<SortedDictionary<string, IReadOnlyList<string>>> Served = new(ListOperations);

    /// <summary>What is served: operations by the signing name of their service, both in alphabetical order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Operations => Served.Value;

    /// <param name="host">Runs the stack's functions; null: there are none.</param>
    public static IReadOnlyList<IWireService> Of(SimulatedAccount account, SnsTopics topics, DynamoDbService dynamoDb, IFunctionHost? host) =>
    [
        new CloudWatchService(account),
        new LambdaService(account, host),
        new SqsService(account),
        new SnsService(account, topics),
        new StsService(account),
        new IamService(account),
        new KinesisService(account),
        new EventBridgeService(account),
        new TaggingService(account),
        dynamoDb,
    ];

    private static SortedDictionary<string, IReadOnlyList<string>> ListOperations()
    {
        // An account with nothing in it: what is served does not depend on what there is.
        var account = new SimulatedAccount();
        var services = Of(account, new SnsTopics(account), new DynamoDbService(() => account.Now, account.Region, account.AccountId), null);
        return new SortedDictionary<string, IReadOnlyList<string>>(
            services.ToDictionary(s => s.SigningName, IReadOnlyList<string> (s) => [.. s.Operations.Order(StringComparer.Ordinal)]), StringComparer.Ordinal);
    }
}
