using System.Collections.Immutable;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Triggers;

internal sealed class RuleControl(IAmazonEventBridge events) : IRuleControl
{
    public async Task<EventRule?> FindAsync(string ruleArn, CancellationToken ct)
    {
        var rule = RuleName.Parse(ruleArn);
        try
        {
            var described = await DescribeAsync(rule, ct);
            return new EventRule(ruleArn, described.State != RuleState.DISABLED, await ReadTargetsAsync(rule, ct));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    public async Task ChangeAsync(string ruleArn, bool enabled, CancellationToken ct)
    {
        var rule = RuleName.Parse(ruleArn);
        try
        {
            if (enabled)
                await events.EnableRuleAsync(new EnableRuleRequest { Name = rule.Name, EventBusName = rule.Bus }, ct);
            else
                await DisableAsync(rule, ct);
        }
        catch (ConcurrentModificationException e)
        {
            throw new TriggerBusyException($"Rule {rule.Name} is being changed by somebody else; EventBridge refuses another change until that is done.", e);
        }
        catch (ManagedRuleException e)
        {
            throw new TriggerRefusedException($"Rule {rule.Name} is managed by an AWS service; EventBridge lets nobody else change it.", e);
        }
    }

    private async Task DisableAsync(RuleName rule, CancellationToken ct)
    {
        // EnableRule would bring back an ordinary rule.
        if ((await DescribeAsync(rule, ct)).State == RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS)
        {
            throw new TriggerRefusedException(
                $"Rule {rule.Name} is in the state {RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS}, which enabling it again would not restore.");
        }
        await events.DisableRuleAsync(new DisableRuleRequest { Name = rule.Name, EventBusName = rule.Bus }, ct);
    }

    private Task<DescribeRuleResponse> DescribeAsync(RuleName rule, CancellationToken ct) =>
        events.DescribeRuleAsync(new DescribeRuleRequest { Name = rule.Name, EventBusName = rule.Bus }, ct);

    private async Task<ImmutableArray<string>> ReadTargetsAsync(RuleName rule, CancellationToken ct)
    {
        var arns = ImmutableArray.CreateBuilder<string>();
        string? next = null;
        do
        {
            var page = await events.ListTargetsByRuleAsync(
                new ListTargetsByRuleRequest { Rule = rule.Name, EventBusName = rule.Bus, NextToken = next }, ct);
            foreach (var target in page.Targets ?? [])
                arns.Add(target.Arn ?? throw new InvalidDataException($"EventBridge returned a target of rule {rule.Name} without an ARN."));
            next = page.NextToken;
        }
        while (next is not null);
        return arns.ToImmutable();
    }
}
