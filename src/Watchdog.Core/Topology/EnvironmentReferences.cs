using Watchdog.Core.Resources;

namespace Watchdog.Core.Topology;

/// <summary>Which of a function's environment variables name which resource.</summary>
/// <remarks>
/// A value is cut into words at blanks and at the punctuation of lists and JSON, and a word must be the name, ARN or URL as a whole: a queue
/// <c>work</c> is not named by <c>work-dlq</c> nor by <c>MODE=network</c>.
/// </remarks>
public sealed class EnvironmentReferences
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';', '|', '=', '"', '\'', '{', '}', '[', ']', '(', ')'];

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public EnvironmentReferences(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (variable, value) in environment.OrderBy(v => v.Key, StringComparer.Ordinal))
            foreach (var word in value.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
                foreach (var form in Forms(word))
                    _variables.TryAdd(form, variable);
    }

    /// <returns>The alphabetically first variable that names the resource; null when none does.</returns>
    public string? VariableNaming(EventSource resource) =>
        new[] { resource.Id.Name, resource.Arn, QueuePath(resource) }
            .OfType<string>()
            .Select(form => _variables.GetValueOrDefault(form))
            .OfType<string>()
            .Min(StringComparer.Ordinal);

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        // A table's stream and a stream's consumer name the table and the stream.
        if (EventSources.FromMapping(word) is { } source && source.Arn != word)
            yield return source.Arn;
        // s3://BUCKET/PREFIX names the bucket.
        if (word.StartsWith("s3://", StringComparison.Ordinal))
            yield return word[5..].Split('/')[0];
        // A queue's URL has several hosts (regional, the old queue.amazonaws.com, VPC endpoints); its path is always /ACCOUNT/NAME.
        if (word.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            yield return url.AbsolutePath;
    }

    private static string? QueuePath(EventSource resource) =>
        resource.Id.Kind == ResourceKind.Queue && Arn.TryParse(resource.Arn, out var arn) ? $"/{arn.Account}/{arn.Resource}" : null;
}
