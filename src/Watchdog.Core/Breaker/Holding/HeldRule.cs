using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>An EventBridge rule that a circuit holds. EventBridge obeys a change at once.</summary>
internal sealed class HeldRule(RecordedRule recorded, IRuleControl control) : IHeldTrigger
{
    public string Name => NameOf(recorded);

    public static string NameOf(RecordedRule recorded) => $"Rule {ShortName(recorded)} (-> {recorded.Function})";

    /// <summary>The rule's name, after that of its bus where it is on another one than the default bus.</summary>
    public static string ShortName(RecordedRule recorded) =>
        Arn.TryParse(recorded.Arn, out var arn) && arn.Resource.StartsWith("rule/", StringComparison.Ordinal) ? arn.Resource["rule/".Length..] : recorded.Arn;

    public async Task<TriggerLook> LookAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var target = RuleTarget.For(circuit, recorded);
        if (await control.FindAsync(recorded.Arn, cancellationToken) is not { } rule)
            return new TriggerLook.Gone();
        if (rule.IsEnabled == target.Enabled)
            return new TriggerLook.Met();
        return new TriggerLook.Differs(
            Words(rule.IsEnabled), $"{Words(target.Enabled)} (was {Words(rule.IsEnabled)})", ct => control.ChangeAsync(recorded.Arn, target.Enabled, ct));
    }

    private static string Words(bool enabled) => enabled ? "enabled" : "disabled";
}
