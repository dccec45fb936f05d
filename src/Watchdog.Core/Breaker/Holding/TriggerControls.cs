using Watchdog.Core.Ports;

namespace Watchdog.Core.Breaker;

/// <summary>What the breaker changes triggers with.</summary>
public sealed record TriggerControls(IMappingControl Mappings, IConcurrencyControl Concurrency, IRuleControl Rules)
{
    /// <summary>The trigger in a sentence, e.g. <c>Mapping 1f… (work -> process-work)</c>.</summary>
    internal static string NameOf(RecordedTrigger recorded) => recorded switch
    {
        RecordedMapping mapping => HeldMapping.NameOf(mapping),
        RecordedConcurrency concurrency => HeldConcurrency.NameOf(concurrency),
        RecordedRule rule => HeldRule.NameOf(rule),
        _ => recorded.Id,
    };

    internal IHeldTrigger Of(RecordedTrigger recorded) => recorded switch
    {
        RecordedMapping mapping => new HeldMapping(mapping, Mappings),
        RecordedConcurrency concurrency => new HeldConcurrency(concurrency, Concurrency),
        RecordedRule rule => new HeldRule(rule, Rules),
        _ => throw new ArgumentOutOfRangeException(nameof(recorded), recorded, "There is no such kind of trigger."),
    };
}
