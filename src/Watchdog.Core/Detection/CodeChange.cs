using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>How a function's last change of code or configuration stands to its trouble.</summary>
public enum CodeChange
{
    /// <summary>Long before, with invocations in between that succeeded.</summary>
    NoneInView,

    /// <summary>Shortly before, or with no success in between: the likeliest cause.</summary>
    JustBefore,

    /// <summary>
    /// After the trouble began, and only now: somebody may be repairing it. The change before that one is no longer known, so nothing new is
    /// told until it shows whether the trouble goes on.
    /// </summary>
    JustNow,
}

public static class CodeChanges
{
    /// <summary>A change so long before the trouble may have brought it about: old environments live on for some minutes.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    /// <summary>So long after a change it shows what it did.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    public static CodeChange Relate(Function function, FunctionTrouble trouble, DateTimeOffset windowStart, DateTimeOffset now)
    {
        var modified = function.LastModified;
        if (modified > trouble.Since.AddMinutes(1))
            return now - modified < Settling ? CodeChange.JustNow : CodeChange.NoneInView;
        if (modified >= trouble.Since - Before)
            return CodeChange.JustBefore;
        return modified >= windowStart && !(trouble.LastSuccess > modified) ? CodeChange.JustBefore : CodeChange.NoneInView;
    }
}
