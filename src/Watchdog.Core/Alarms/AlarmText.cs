using Watchdog.Core.Breaker;
using Watchdog.Core.Text;

namespace Watchdog.Core.Alarms;

/// <summary>What alarms say in the console and in the messages that CloudWatch sends.</summary>
internal static class AlarmText
{
    /// <summary>Functions that are named; of more, how many.</summary>
    private const int MostNames = 3;

    /// <param name="meaning">A sentence or two: what has happened.</param>
    /// <param name="remedy">What to do.</param>
    public static string Of(WatchdogStack stack, string meaning, string remedy)
    {
        var text = $"{meaning} {remedy} Kept by the stack {stack.Name} while the tag watchdog:alarm=true asks for it.";
        return text.Length <= ResourceAlarm.LongestDescription ? text : text[..ResourceAlarm.LongestDescription];
    }

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b, c and 2 others</c>.</summary>
    public static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return all.Length <= MostNames + 1 ? Say.List(all) : Say.List([.. all.Take(MostNames), $"{all.Length - MostNames} others"]);
    }
}
