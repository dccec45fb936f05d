using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Watchdog.Simulator.Runtime.Tests.Support;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Runtime.Tests.DynamoDb;

/// <summary>The engine behind HTTP with the official client in front of it, and one table with pk and sk.</summary>
internal sealed class Db : IAsyncDisposable
{
    public const string Table = "watchdog-State";
    private readonly WireHost host;

    private Db(WireHost host)
    {
        this.host = host;
        Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("AKIATEST", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = host.Endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
    }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<Db> StartAsync(CancellationToken cancellationToken, DynamoDbOptions? options = null)
    {
        var service = new DynamoDbService(() => new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "us-east-1", "123456789012", options);
        service.CreateTable(Table, new KeySchema(new KeyAttribute("pk", "S", 2048), new KeyAttribute("sk", "S", 1024)), "ttl");
        return new Db(await WireHost.StartAsync(service, cancellationToken));
    }

    public static Dictionary<string, AttributeValue> Key(string pk, string sk = "a") => new() { ["pk"] = new(pk), ["sk"] = new(sk) };

    public static Dictionary<string, AttributeValue> Item(string pk, string sk, params IEnumerable<(string Name, AttributeValue Value)> attributes)
    {
        var item = Key(pk, sk);
        foreach (var (name, value) in attributes)
            item[name] = value;
        return item;
    }

    public static AttributeValue Number(string number) => new() { N = number };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
