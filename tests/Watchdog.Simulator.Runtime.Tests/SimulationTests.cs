using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using System.Text.Json;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Simulator.Runtime.Tests;

/// <summary>A whole scenario: account, endpoints, and the small template with the test program as its functions.</summary>
public sealed class SimulationTests
{
    private const string Yaml = """
        name: quiet
        description: ten messages a minute, and a person who asks once
        duration: 3m
        watchdog: { breaker: alert }
        queues: [ { name: work, visibilityTimeout: 180s } ]
        functions: [ { name: process, timeout: 30s, duration: { p50: 1s } } ]
        mappings: [ { source: work, function: process, batchSize: 1 } ]
        traffic: [ { to: work, rate: [ { at: 0m, rate: 10/m } ], exact: true } ]
        operator: [ { at: 90s, invoke: { action: status } } ]
        """;

    private static readonly string Folder = AppContext.BaseDirectory;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scenario_runs_with_the_stack_deployed_into_its_account()
    {
        await using var simulation = await StartAsync(Yaml);
        for (var minute = 0; minute < 3; minute++)
            await simulation.AdvanceMinuteAsync(Cancellation);

        Assert.Equal(3, simulation.Minutes);
        Assert.True(simulation.Account.Functions["watchdog-Watcher"].Hosted);
        Assert.False(simulation.Account.Functions["process"].Hosted);
        // One schedule every minute and one every other; the operator's act.
        Assert.Equal(4, Invocations(simulation, "watchdog-Watcher"));
        Assert.Equal(1, Invocations(simulation, "watchdog-CircuitBreaker"));
        Assert.InRange(Invocations(simulation, "process"), 28, 30);
    }

    [Fact]
    public async Task Usage_counts_the_calls_of_the_stacks_functions_only()
    {
        await using var simulation = await StartAsync(Yaml);
        var environment = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await simulation.InvokeAsync("Watcher", """{"do":"environment"}""", Cancellation))!;
        Assert.Equal("alert", environment["WATCHDOG_BREAKER_MODE"]);
        Assert.Equal(simulation.Endpoint, new Uri(environment["AWS_ENDPOINT_URL"]));
        var own = new SessionAWSCredentials(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_SESSION_TOKEN"]);

        await GetAsync(own);
        await GetAsync(new BasicAWSCredentials("AKIAOPERATOR", "secret"));
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => GetAsync(new BasicAWSCredentials(environment["AWS_ACCESS_KEY_ID"], "forged")));

        Assert.Equal(new ApiUsage(1, 0), Assert.Contains("dynamodb:GetItem", simulation.Usage));
        Assert.Single(simulation.Usage);

        async Task GetAsync(AWSCredentials credentials)
        {
            using var client = new AmazonDynamoDBClient(
                credentials,
                new AmazonDynamoDBConfig { ServiceURL = environment["AWS_ENDPOINT_URL"], AuthenticationRegion = environment["AWS_REGION"], MaxErrorRetry = 0 });
            await client.GetItemAsync(
                environment["WATCHDOG_TABLE"], new Dictionary<string, AttributeValue> { ["pk"] = new("a"), ["sk"] = new("b") }, Cancellation);
        }
    }

    [Fact]
    public async Task A_parameter_that_the_template_does_not_have_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<DeploymentException>(() => StartAsync(Yaml.Replace("breaker: alert", "autoProbe: true", StringComparison.Ordinal)));

        Assert.StartsWith("small.yaml: Parameters: [AutoProbe] do not exist in the template", error.Message, StringComparison.Ordinal);
    }

    private static Task<Simulation> StartAsync(string yaml) => Simulation.StartAsync(
        Scenario.Parse(yaml, "quiet.yaml"),
        new SimulationOptions(Path.Combine(Folder, "Deployment", "small.yaml"), "watchdog", ["dotnet", Path.Combine(Folder, "Watchdog.Simulator.Runtime.Tests.App.dll")]),
        Cancellation);

    private static double Invocations(Simulation simulation, string function)
    {
        lock (simulation.Account.Gate)
        {
            var metric = new Metrics.MetricId("AWS/Lambda", "Invocations", "Count", new Metrics.MetricDimension("FunctionName", function));
            var now = simulation.Account.Now;
            return simulation.Account.Metrics.Read(metric, "Sum", TimeSpan.FromMinutes(1), now.AddHours(-1), now.AddMinutes(1), now.AddHours(1)).Sum(p => p.Value);
        }
    }
}
