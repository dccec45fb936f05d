using System.Text;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Faults;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Simulator;

/// <summary>
/// A scenario being played: the account's physics, the AWS endpoints on one HTTP port, and the stack from template.yaml deployed into it,
/// its functions running as real processes.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    private readonly SimulatedCloud cloud;
    private readonly ProcessFunctionHost host;
    private readonly StackPlayer player;
    private readonly HashSet<string> stackCallers;

    private Simulation(SimulatedCloud cloud, ProcessFunctionHost host, Stack stack, IEnumerable<OperatorInvocation> acts)
    {
        this.cloud = cloud;
        this.host = host;
        stackCallers = [.. stack.Functions.Select(f => StackDeployer.Hosted(f).AccessKeyId)];
        player = new StackPlayer(stack, host, cloud.Account, () => Now(cloud.Account), Advance, acts);
    }

    /// <summary>Serves the account, deploys the stack into it and starts the stack's functions; the clock stands at the scenario's start.</summary>
    /// <exception cref="DeploymentException">The template cannot be deployed, or the scenario sets a parameter that it does not have.</exception>
    /// <exception cref="ScenarioException">A fault names a function that the template does not have.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Simulation> StartAsync(Scenario scenario, SimulationOptions options, CancellationToken cancellationToken)
    {
        var template = Template.Load(options.Template);
        var account = scenario.Build();
        var stack = StackBuilder.Build(template, options.StackName, SimulatedCloud.ParameterOverrides(scenario), account.Region, account.AccountId);
        var secrets = stack.Functions.Select(StackDeployer.Hosted).ToDictionary(f => f.AccessKeyId, f => f.SecretAccessKey, StringComparer.Ordinal);
        var host = new ProcessFunctionHost(() => Now(account), sample => Record(account, sample), TimeProvider.System);
        SimulatedCloud? cloud = null;
        try
        {
            var faults = new FaultPlayer(scenario.Faults, stack, account, host.KillAsync);
            cloud = await SimulatedCloud.StartAsync(account, host, options.Port, secrets, faults, cancellationToken);
            var settings = RuntimeSettings.For(options.FunctionCommand, cloud.Endpoint, account.Region);
            StackDeployer.Deploy(stack, account, cloud.DynamoDb, topic => cloud.CreateTopic(topic.Name), host, settings);
            return new Simulation(cloud, host, stack, SimulatedCloud.OperatorActs(scenario));
        }
        catch
        {
            await DisposeAsync(host, cloud);
            throw;
        }
    }

    /// <summary>What the stack has published to SNS so far, oldest first.</summary>
    public IReadOnlyList<PublishedMessage> Messages
    {
        get
        {
            lock (Account.Gate)
                return [.. cloud.Messages];
        }
    }

    /// <summary>What was put onto event buses so far, oldest first.</summary>
    public IReadOnlyList<PutEvent> Events => cloud.Events;

    /// <summary>The stack has published a message. The handler must not wait for the simulation.</summary>
    public event Action<PublishedMessage>? MessagePublished
    {
        add => cloud.MessagePublished += value;
        remove => cloud.MessagePublished -= value;
    }

    public SimulatedAccount Account => cloud.Account;

    /// <summary>Where the AWS APIs are served, e.g. http://127.0.0.1:4566.</summary>
    public Uri Endpoint => cloud.Endpoint;

    /// <summary>Whole simulated minutes that have passed.</summary>
    public int Minutes => player.Minutes;

    /// <summary>API calls that the stack's functions made, by "service:Operation", e.g. monitoring:GetMetricData.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Usage => cloud.Usage(stackCallers);

    /// <summary>
    /// One simulated minute: sixty seconds of physics with the scenario's changes and operator acts at their seconds, then the schedules
    /// that are due, one function after the other, and the asynchronous events that came of them.
    /// </summary>
    public Task AdvanceMinuteAsync(CancellationToken cancellationToken) => player.AdvanceMinuteAsync(cancellationToken);

    /// <summary>What `aws lambda invoke` does with a function of the stack; gives its answer, or its error as JSON.</summary>
    /// <param name="functionLogicalId">E.g. CircuitBreaker.</param>
    /// <exception cref="ArgumentException">The stack has no such function.</exception>
    public async Task<string> InvokeAsync(string functionLogicalId, string payloadJson, CancellationToken cancellationToken)
    {
        var result = await player.InvokeAsync(functionLogicalId, payloadJson, cancellationToken);
        return Encoding.UTF8.GetString(result.Payload.Span);
    }

    /// <summary>Ends the functions' processes and the HTTP server.</summary>
    public ValueTask DisposeAsync() => DisposeAsync(host, cloud);

    private static async ValueTask DisposeAsync(ProcessFunctionHost host, SimulatedCloud? cloud)
    {
        // Processes first: they would only find a closed port.
        await host.DisposeAsync();
        if (cloud is not null)
            await cloud.DisposeAsync();
    }

    private static DateTimeOffset Now(SimulatedAccount account)
    {
        lock (account.Gate)
            return account.Now;
    }

    private static void Record(SimulatedAccount account, MetricSample sample)
    {
        lock (account.Gate)
            account.Metrics.Record(sample.Metric, sample.Time, sample.Value);
    }

    private void Advance(TimeSpan span)
    {
        lock (Account.Gate)
            Account.Advance(span);
    }
}

/// <param name="Calls">Requests.</param>
/// <param name="Metrics">For GetMetricData: metrics asked for, which is what it is billed by; else 0.</param>
public sealed record ApiUsage(long Calls, long Metrics);

/// <param name="Template">Path of template.yaml.</param>
/// <param name="StackName">The stack's name; its functions are called STACK-LogicalId, e.g. watchdog-CircuitBreaker.</param>
/// <param name="FunctionCommand">The program that every function of the stack runs, and its arguments: the native bootstrap, or dotnet bootstrap.dll.</param>
/// <param name="Port">Port of the AWS endpoints on 127.0.0.1; 0 takes a free one.</param>
public sealed record SimulationOptions(string Template, string StackName, IReadOnlyList<string> FunctionCommand, int Port = 0);
