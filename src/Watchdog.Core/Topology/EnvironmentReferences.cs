using Watchdog.Core.Resources;

namespace Watchdog.Core.Topology;

/// <summary>Finds the environment variables that name a resource.</summary>
/// <remarks>
/// A value is cut into words at blanks and at the punctuation of lists and JSON, and a word must be the name, ARN or URL as a whole: a queue
/// <c>work</c> is not named by <c>work-dlq</c> nor by <c>MODE=network</c>.
/// </remarks>
public static class EnvironmentReferences
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';', '|', '=', '"', '\'', '{', '}', '[', ']', '(', ')'];

    /// <returns>The alphabetically first variable whose value names the resource; null when none does.</returns>
    public static string? VariableNaming(EventSource resource, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (variable, value) in environment.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (value.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(word => Names(resource, word)))
                return variable;
        return null;
    }

    private static bool Names(EventSource resource, string word) =>
        word == resource.Id.Name
        || word == resource.Arn
        || word.StartsWith(resource.Arn + "/", StringComparison.Ordinal) // a table's stream, a stream's consumer
        || IsUrlOf(resource, word);

    // A queue's URL has several hosts (regional, the old queue.amazonaws.com, VPC endpoints); its path is always /ACCOUNT/NAME.
    private static bool IsUrlOf(EventSource resource, string word) =>
        resource.Id.Kind == ResourceKind.Queue
        && Uri.TryCreate(word, UriKind.Absolute, out var url)
        && url.Scheme is "https" or "http"
        && Arn.TryParse(resource.Arn, out var arn)
        && url.AbsolutePath == $"/{arn.Account}/{arn.Resource}";
}
