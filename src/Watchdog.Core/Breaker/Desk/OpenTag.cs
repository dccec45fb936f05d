using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker;

/// <summary>The tag by which a function's owner says what an open circuit does to buckets, topics and rules that call it.</summary>
public static class OpenTag
{
    public const string Key = "watchdog:open";

    /// <summary>Nothing runs any more, though events may be lost; otherwise one execution at a time stays, and events wait.</summary>
    public const string Stop = "stop";

    public static bool IsStop(FunctionDetails details) =>
        details.Tags.TryGetValue(Key, out var tag) && tag.Trim().Equals(Stop, StringComparison.OrdinalIgnoreCase);
}
