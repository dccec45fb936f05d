using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Watchdog.Core.Breaker;
using Watchdog.Core.Notifications;
using Watchdog.Core.Ports;
using Watchdog.Core.Watching;
using Watchdog.Functions.Hosting;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>
/// The stack's functions, each with services of its own as each has a process of its own in Lambda. They are part of the account that they
/// watch: their invocations count among its metrics.
/// </summary>
internal sealed class InProcessStack
{
    private const string Name = "watchdog";
    private const string Breaker = $"{Name}-CircuitBreaker";

    private readonly SimulatedAccount _account;
    private readonly BreakerRequests _requests = new();
    private readonly Outbox _outbox;
    private readonly MemoryState _state = new();
    private readonly AccountAlarms _alarms;
    private readonly Settings _settings;
    private readonly ScheduledFunction[] _scheduled;
    private readonly OperatorDesk _desk;

    public InProcessStack(SimulatedAccount account, BreakerMode mode, bool autoProbe)
    {
        _account = account;
        _outbox = new Outbox(account);
        _alarms = new AccountAlarms(account);
        _settings = new Settings(
            Name, $"{Name}-state", $"arn:aws:sns:{account.Region}:{account.AccountId}:{Name}", Breaker, mode, autoProbe, account.Region);

        // In the template's order: whoever explains others' trouble comes first.
        _scheduled = [Scheduled<RecursionWatch>(1), Scheduled<FunctionWatch>(1), Scheduled<QueueWatch>(1), Scheduled<ConfigurationWatch>(15)];
        _desk = NewProcess().GetRequiredService<OperatorDesk>();
        foreach (var function in _scheduled.Select(s => s.Name).Append(Breaker))
            account.Functions.Add(function, NewFunction(function));
    }

    public Outbox Outbox => _outbox;

    public IIncidentStore Incidents => _state;

    public ICircuitStore Circuits => _state;

    /// <summary>The schedules that are due at the end of a minute, and the requests to the breaker that come of them.</summary>
    public async Task RunScheduledAsync(int minutes, CancellationToken cancellationToken)
    {
        foreach (var function in _scheduled.Where(s => minutes % s.EveryMinutes == 0))
        {
            await function.RunAsync(_account.Now, new MessageContext(_account.AccountId, _account.Region), cancellationToken);
            Record(function.Name);
        }
        await DrainAsync(cancellationToken);
    }

    /// <returns>The answer as the function writes it.</returns>
    public async Task<string> InvokeBreakerAsync(string payloadJson, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(payloadJson, cancellationToken);
        await DrainAsync(cancellationToken);
        return answer;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_requests.TryTake(out var payload))
            await AnswerAsync(payload, cancellationToken);
    }

    private async Task<string> AnswerAsync(string payloadJson, CancellationToken cancellationToken)
    {
        using var payload = JsonDocument.Parse(payloadJson);
        var parsed = OperatorCommandParser.Parse(payload.RootElement);
        var answer = parsed.Command is { } command
            ? await _desk.AnswerAsync(command, _account.Now, cancellationToken)
            : _desk.Misread(parsed.Error!);
        Record(Breaker);
        using var written = new MemoryStream();
        new FunctionsSerializer().Serialize(answer, written);
        return System.Text.Encoding.UTF8.GetString(written.ToArray());
    }

    private ScheduledFunction Scheduled<TWatch>(int everyMinutes)
        where TWatch : IWatch
    {
        var process = NewProcess();
        var watch = process.GetRequiredService<TWatch>();
        return new ScheduledFunction($"{Name}-{watch.Name}", everyMinutes, watch, process.GetRequiredService<Tick>());
    }

    private ServiceProvider NewProcess() => new ServiceCollection()
        .AddSingleton<IInventorySource>(new AccountInventory(_account))
        .AddSingleton<IVersionSource>(new AccountVersions(_account))
        .AddSingleton<IMetricSource>(new AccountMetrics(_account))
        .AddSingleton<IQueueDepthSource>(new AccountDepths(_account))
        .AddSingleton<IPermissionSource>(new AccountPermissions(_account))
        .AddSingleton<IMappingControl>(new AccountMappings(_account))
        .AddSingleton<IConcurrencyControl>(new AccountConcurrency(_account))
        .AddSingleton<IRuleControl>(new AccountRules(_account))
        .AddSingleton<IAlarmRequests>(_alarms)
        .AddSingleton<IAlarmControl>(_alarms)
        .AddSingleton<ITickLedger>(_state)
        .AddSingleton<IIncidentStore>(_state)
        .AddSingleton<ICircuitStore>(_state)
        .AddSingleton<INotifier>(_outbox)
        .AddSingleton<IBreakerRequests>(_requests)
        .AddSingleton(TimeProvider.System)
        .AddWatchdogCore(_settings)
        .BuildServiceProvider();

    private SimulatedFunction NewFunction(string name) => new()
    {
        Name = name,
        Arn = $"arn:aws:lambda:{_account.Region}:{_account.AccountId}:function:{name}",
        RoleArn = $"arn:aws:iam::{_account.AccountId}:role/{name}",
        Timeout = TimeSpan.FromSeconds(50),
        MemoryMegabytes = 256,
        LastModified = _account.Now,
        Hosted = true,
    };

    private void Record(string function)
    {
        foreach (var sample in InvocationMetrics.Of(function, _account.Now, failed: false))
            _account.Metrics.Record(sample.Metric, sample.Time, sample.Value);
    }

    private sealed record ScheduledFunction(string Name, int EveryMinutes, IWatch Watch, Tick Tick)
    {
        public Task<TickReport> RunAsync(DateTimeOffset now, MessageContext context, CancellationToken cancellationToken) =>
            Tick.RunAsync(Watch, now, context, cancellationToken);
    }
}
