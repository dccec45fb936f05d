using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Watchdog.Simulator.Runtime.Tests.Support;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Runtime.Tests.DynamoDb;

/// <summary>The same operations with boto3 against our engine and against moto, an independent emulation.</summary>
public sealed class DifferentialTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "DynamoDb", "differential.py");

    [Fact]
    public async Task Boto3_gets_the_same_answers_as_from_moto()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Tool.SkipWithout("python3");
        Tool.SkipWithout("moto_server");

        await using var ours = await WireHost.StartAsync(
            new DynamoDbService(() => new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "us-east-1", "123456789012"), cancellation);
        var port = FreePort();
        await using var moto = Tool.Start("moto_server", "-H", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture));
        await Tool.WaitForPortAsync(port, cancellation);

        var fromOurs = Lines(await Tool.RunAsync("python3", [Script, ours.Endpoint], cancellation));
        var fromMoto = Lines(await Tool.RunAsync("python3", [Script, $"http://127.0.0.1:{port}"], cancellation));

        Assert.Equal(fromMoto.Count, fromOurs.Count);
        Assert.True(fromOurs.Count > 60, $"only {fromOurs.Count} operations ran");
        var differences = fromOurs.Zip(fromMoto).Where(p => p.First != p.Second).Select(p => $"ours {p.First}\nmoto {p.Second}").ToList();
        if (differences.Count > 0)
            Assert.Fail(string.Join('\n', differences));
    }

    private static List<string> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
