using System.Security.Cryptography;
using System.Text;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Alarms;

/// <summary>
/// Names of resources' alarms: <c>STACK-resource-KIND-NAME-METRIC</c>. They alone tell whose an alarm is, so that nothing has to be remembered,
/// and the stack's role can be confined to them.
/// </summary>
public static class AlarmNames
{
    /// <summary>Most characters that CloudWatch takes.</summary>
    public const int Longest = 255;

    private const int DigestBytes = 5;

    /// <summary>What alarms are made for.</summary>
    private static readonly ResourceKind[] Kinds = [ResourceKind.Function, ResourceKind.Queue];

    /// <summary>What all of a stack's begin with; alarms of another stack may do so too, if its name begins in the same way.</summary>
    public static string PrefixOf(string stack) => $"{stack}-resource-";

    /// <summary>The same for the same resource and metric, whenever and wherever it is asked for; at most 255 characters.</summary>
    public static string Of(WatchdogStack stack, ResourceId resource, string metric)
    {
        var (start, end) = ($"{KindPrefix(stack.Name, resource.Kind)}", $"-{metric}");
        return start + Shortened(resource.Name, Longest - start.Length - end.Length) + end;
    }

    /// <summary>Whether an alarm is one of the stack's resource alarms.</summary>
    public static bool IsOf(string stack, string name) => Kinds.Any(kind => name.StartsWith(KindPrefix(stack, kind), StringComparison.Ordinal));

    private static string KindPrefix(string stack, ResourceKind kind) => $"{PrefixOf(stack)}{kind.ToString().ToLowerInvariant()}-";

    /// <summary>The end gives way to a digest of the whole, since names of one application begin alike.</summary>
    private static string Shortened(string name, int room)
    {
        if (name.Length <= room)
            return name;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, DigestBytes));
        return $"{name[..Math.Max(0, room - digest.Length - 1)]}-{digest}";
    }
}
