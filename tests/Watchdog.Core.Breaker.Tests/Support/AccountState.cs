namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>What each trigger of an account is like, or will be when the changes under way are done; by the words in which records name it.</summary>
public static class AccountState
{
    public static IReadOnlyDictionary<string, string> Triggers(this Account account)
    {
        var triggers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var uuid in account.Mappings.Uuids)
        {
            var (enabled, cap) = account.Mappings.Settings(uuid);
            var mapping = account.Mappings[uuid]!;
            triggers[uuid] = Mapping(enabled, cap, mapping.Stream is { } s ? new RecordedReading(mapping.BatchSize, s.ParallelizationFactor) : null);
        }
        foreach (var (function, concurrency) in account.Concurrency.Functions)
            triggers[new RecordedConcurrency(function, null, false).Id] = Concurrency(concurrency.Reserved);
        foreach (var (arn, rule) in account.Rules.Rules)
            triggers[arn] = Rule(rule.IsEnabled);
        return triggers;
    }

    /// <summary>The same words of what a circuit has recorded.</summary>
    public static string Words(this RecordedTrigger recorded) => recorded switch
    {
        RecordedMapping m => Mapping(m.Enabled, m.MaximumConcurrency, m.Stream),
        RecordedConcurrency c => Concurrency(c.Reserved),
        RecordedRule r => Rule(r.Enabled),
        _ => throw new ArgumentOutOfRangeException(nameof(recorded), recorded, null),
    };

    private static string Mapping(bool enabled, int? cap, RecordedReading? reading) => $"{(enabled ? "enabled" : "disabled")}, cap {cap}, {reading}";

    private static string Concurrency(int? reserved) => $"reserved {reserved}";

    private static string Rule(bool enabled) => enabled ? "enabled" : "disabled";
}
