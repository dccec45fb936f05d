using Watchdog.Cli.Commands;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>
/// An account in which a queue has been in trouble for ten minutes, with the stack just deployed into it. Each start gets one of its own, so that
/// every tick finds the same and makes the same calls.
/// </summary>
internal sealed class ColdStartAccount : IAsyncDisposable
{
    public const string Scenario = "slow-processor";
    public const string Watcher = "QueueWatcher";

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    private readonly SimulatedCloud _cloud;
    private readonly ProcessFunctionHost _host;
    private readonly string _region;
    private readonly CallRecorder _recorder;

    private ColdStartAccount(SimulatedCloud cloud, ProcessFunctionHost host, HostedFunction function, string region, CallRecorder recorder)
    {
        _cloud = cloud;
        _host = host;
        Function = function;
        _region = region;
        _recorder = recorder;
    }

    public HostedFunction Function { get; }

    public DateTimeOffset Now => _cloud.Account.Now;

    public IReadOnlyCollection<WireCall> Calls => _recorder.Calls;

    /// <param name="template">Path of template.yaml.</param>
    public static async Task<ColdStartAccount> StartAsync(string template, CancellationToken cancellationToken)
    {
        var scenario = ScenarioCatalog.Load(Scenario);
        var account = scenario.Build();
        var stack = StackBuilder.Build(Template.Load(template), "watchdog", SimulatedCloud.ParameterOverrides(scenario), account.Region, account.AccountId);
        var function = StackDeployer.Hosted(stack.Function(Watcher));
        var host = new ProcessFunctionHost(() => account.Now, _ => { }, TimeProvider.System);
        var recorder = new CallRecorder();
        var secrets = new Dictionary<string, string> { [function.AccessKeyId] = function.SecretAccessKey };
        var cloud = await SimulatedCloud.StartAsync(
            account, host, 0, secrets, recorder, new Authorizer(account, StackDeployer.Principals(stack)), cancellationToken);
        var started = new ColdStartAccount(cloud, host, function, account.Region, recorder);
        // The functions' program is whoever's turn it is, and none is started by the account itself.
        StackDeployer.Deploy(stack, account, cloud.DynamoDb, topic => cloud.CreateTopic(topic.Name), host, started.SettingsOf([template]));
        lock (account.Gate)
            account.Advance(Before);
        return started;
    }

    public RuntimeSettings SettingsOf(IReadOnlyList<string> command) => RuntimeSettings.For(command, _cloud.Endpoint, _region);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _cloud.DisposeAsync();
    }
}
