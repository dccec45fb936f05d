using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountRules(SimulatedAccount account) : IRuleControl
{
    public Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct) => Task.FromResult(
        Rule(ruleArn) is { } rule
            ? new EventRule(
                rule.Arn, rule.Enabled,
                [
                    .. account.Triggers
                        .Where(t => t.SourceArn == ruleArn)
                        .Select(t => account.Functions[t.FunctionName].Arn + (t.Qualifier is null ? "" : $":{t.Qualifier}")),
                ])
            : null);

    public Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct)
    {
        Rule(ruleArn)!.Enabled = enabled;
        return Task.CompletedTask;
    }

    private SimulatedPushSource? Rule(string arn) => account.PushSources.Values.FirstOrDefault(s => s.Kind == PushKind.Rule && s.Arn == arn);
}
