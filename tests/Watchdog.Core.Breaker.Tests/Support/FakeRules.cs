using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>The account's EventBridge rules.</summary>
public sealed class RuleTable
{
    public Dictionary<string, EventRule> Rules { get; } = [];

    public void Add(EventRule rule) => Rules[rule.Arn] = rule;
}

/// <summary>One process's access to the rules.</summary>
public sealed class FakeRules(RuleTable table, PortGate gate) : IRuleControl
{
    /// <summary>What happens instead of a change; null: the change.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public async Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct)
    {
        await gate.PassAsync();
        var found = table.Rules.GetValueOrDefault(ruleArn);
        await gate.PassAsync();
        return found;
    }

    public async Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct)
    {
        await gate.PassAsync();
        if (Fault(ruleArn) is { } fault)
            throw fault;
        table.Rules[ruleArn] = table.Rules[ruleArn] with { IsEnabled = enabled };
        await gate.PassAsync();
    }
}
