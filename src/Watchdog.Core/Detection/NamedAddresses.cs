using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Detection;

/// <summary>
/// The places that a function's environment names: hosts of URLs and connection strings, bare host names, and ARNs. Where no function says
/// what it calls, functions that fail together and name one place that the healthy ones do not point to it.
/// </summary>
public static class NamedAddresses
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';', '|', '"', '\'', '{', '}', '[', ']', '(', ')', '<', '>'];

    public static ImmutableHashSet<string> Of(Function function) =>
        [.. function.Environment.Values.SelectMany(value => value.Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Select(Address).OfType<string>()];

    /// <summary>What all of <paramref name="suffering"/> name and none of <paramref name="healthy"/> does, in alphabetical order.</summary>
    public static ImmutableArray<string> SharedOnlyBy(IReadOnlyCollection<Function> suffering, IEnumerable<Function> healthy)
    {
        if (suffering.Count == 0)
            return [];
        var shared = suffering.Select(Of).Aggregate((left, right) => left.Intersect(right));
        foreach (var function in healthy)
        {
            if (shared.IsEmpty)
                break;
            shared = shared.Except(Of(function));
        }
        return [.. shared.Order(StringComparer.Ordinal)];
    }

    private static string? Address(string word)
    {
        if (Arn.TryParse(word, out _))
            return word;
        if (word.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Host.Length > 0 ? Specific(url.Host) : null;
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var host = colon > 0 ? word[..colon] : word;
        // A name with one dot may as well be a file.
        return Uri.CheckHostName(host) == UriHostNameType.Dns && host.Count(c => c == '.') >= 2 && char.IsAsciiLetter(host[^1]) ? Specific(host) : null;
    }

    // A service's own endpoint, such as sqs.us-east-1.amazonaws.com, is named by everybody and says nothing.
    private static string? Specific(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return name.EndsWith(".amazonaws.com", StringComparison.Ordinal) && name.Count(c => c == '.') <= 3 ? null : name;
    }
}
