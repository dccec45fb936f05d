using Amazon.Runtime;
using Amazon.SQS;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>
/// An account with the stack deployed into it, whose clock stands at the scenario's start for the ten minutes that no test takes: its own
/// watchers do not run, so that whatever is done in it a test has done.
/// </summary>
public sealed class StandingAccount : IAsyncLifetime
{
    private const double SlowestSpeed = 0.1;

    private RunningAccount? _running;

    internal RunningAccount Running => _running ?? throw new InvalidOperationException("The account has not been started.");

    internal IReadOnlyList<DeployedFunction> Stack { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        _running = await RunningAccount.StartAsync(Paths.Scenario("operator-events"), SlowestSpeed, token);
        Stack = await _running.ReadStackAsync(token);
        await AddDeadLettersAsync(_running.Endpoint, token);
    }

    internal async Task<int?> ReservedConcurrencyOfOrdersAsync() =>
        (int?)(await Running.GetLambdaAsync("/2019-09-30/functions/orders/concurrency", TestContext.Current.CancellationToken))["ReservedConcurrentExecutions"];

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
    }

    /// <summary>Something for the watchers to find, although no time passes.</summary>
    private static async Task AddDeadLettersAsync(string endpoint, CancellationToken token)
    {
        using var client = new AmazonSQSClient(
            new BasicAWSCredentials("any", "any"), new AmazonSQSConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" });
        var url = (await client.GetQueueUrlAsync("letters-dlq", token)).QueueUrl;
        for (var sent = 0; sent < 3; sent++)
            await client.SendMessageAsync(url, "any", token);
    }
}
