using Watchdog.Cli.Expectations;
using Watchdog.Cli.Staging;

namespace Watchdog.Cli.Playing;

/// <summary>A reset by an operator, with the function's mappings before it and after it.</summary>
internal sealed record ManualReset(ObservedAction Action, IReadOnlyList<(MappingView Before, MappingView After)> Mappings);

internal static class ManualResets
{
    private const string Operator = "operator";

    /// <summary>
    /// Before: at the end of the last whole minute before the reset; a reset on the minute may or may not show in that minute's end. After: at
    /// the end of the first minute since then in which no mapping of the function is on its way to another state any more, or of the last minute.
    /// </summary>
    public static IReadOnlyList<ManualReset> Of(Playthrough played)
    {
        var resets = new List<ManualReset>();
        foreach (var action in played.Actions.Where(a => a.Action == "reset" && a.By == Operator))
        {
            var before = played.Minutes.LastOrDefault(m => TimeSpan.FromMinutes(m.Minute) < action.At);
            var later = played.Minutes.Where(m => TimeSpan.FromMinutes(m.Minute) > action.At).ToList();
            var after = later.Find(m => Mappings(m, action.Function).All(v => !IsChanging(v))) ?? later.LastOrDefault();
            if (before is not null && after is not null)
                resets.Add(new ManualReset(action, [.. Mappings(before, action.Function)
                    .Join(Mappings(after, action.Function), b => b.Uuid, a => a.Uuid, (b, a) => (b, a))]));
        }
        return resets;
    }

    private static IEnumerable<MappingView> Mappings(PlayedMinute minute, string function) => minute.Account.Mappings.Where(m => m.Function == function);

    private static bool IsChanging(MappingView mapping) => mapping.State.EndsWith("ing", StringComparison.Ordinal);
}
