using Amazon.DynamoDBv2;
using Watchdog.Aws.State;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Support;

internal static class TableOnMoto
{
    /// <summary>A table of its own for a test.</summary>
    public static async Task<(Table Table, AmazonDynamoDBClient Dynamo, string Name)> MakeAsync(MotoServer moto, string name)
    {
        var made = await moto.SeedAsync(name + "-");
        var dynamo = new AmazonDynamoDBClient(Clients.Credentials, Clients.For(new AmazonDynamoDBConfig(), moto.Url));
        var table = (string)made["table"]!;
        return (new Table(dynamo, table), dynamo, table);
    }
}
