using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

internal sealed class AccountRules(SimulatedAccount account) : IRuleControl
{
    public Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct) => Task.FromResult(
        Find(ruleArn) is { } rule
            ? new EventRule(ruleArn, rule.Enabled, [.. account.Triggers.Where(t => t.SourceArn == ruleArn).Select(TargetArn)])
            : null);

    public Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct)
    {
        var rule = Find(ruleArn) ?? throw new InvalidOperationException($"There is no rule {ruleArn}.");
        rule.Enabled = enabled;
        return Task.CompletedTask;
    }

    private SimulatedPushSource? Find(string arn) => account.PushSources.Values.FirstOrDefault(s => s.Kind == PushKind.Rule && s.Arn == arn);

    private string TargetArn(SimulatedTrigger trigger) =>
        $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{trigger.FunctionName}{(trigger.Qualifier is { } q ? $":{q}" : "")}";
}
