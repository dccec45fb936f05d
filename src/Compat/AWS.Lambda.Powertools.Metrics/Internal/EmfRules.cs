namespace AWS.Lambda.Powertools.Metrics.Internal;

/// <summary>
/// What CloudWatch demands of names and values. A document that breaks a rule is kept as a log line and makes no metric, without a word, so
/// that it is refused here, where the mistake is made.
/// </summary>
internal static class EmfRules
{
    /// <summary>How many metrics a document has at most, and how many values each of them.</summary>
    public const int MaxMetrics = 100;

    /// <summary>How many dimensions a metric has at most.</summary>
    public const int MaxDimensions = 30;

    private const string Metadata = "_aws";

    // The largest value that CloudWatch stores is 2 to the power of 360.
    private static readonly double s_maxValue = Math.Pow(2, 360);

    public static void CheckMetric(string key, double value, string parameter = "key")
    {
        CheckKey(key, 1024, parameter);
        if (!double.IsFinite(value))
            throw new ArgumentException($"The metric {key} is {value}; a metric is a number, neither NaN nor infinite.", nameof(value));
        if (value < 0 || value > s_maxValue)
            throw new ArgumentException($"The metric {key} is {value}; it must be from 0 to 2^360.", nameof(value));
    }

    public static void CheckDimension(string key, string value)
    {
        CheckKey(key, 250, nameof(key));
        if (key.StartsWith(':'))
            throw new ArgumentException($"The dimension '{key}' begins with a colon, which CloudWatch keeps for itself.", nameof(key));
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentNullException(nameof(value), $"The dimension {key} has no value; it must have 1 to 1024 characters.");
        if (value.Length > 1024 || !IsPrintableAscii(value))
            throw new ArgumentException($"The dimension {key} is '{value}'; it must be 1 to 1024 printable ASCII characters.", nameof(value));
    }

    public static void CheckNamespace(string nameSpace)
    {
        if (nameSpace.Length > 255 || !nameSpace.All(c => char.IsAsciiLetterOrDigit(c) || ".-_/#:".Contains(c, StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"The namespace '{nameSpace}' must be 1 to 255 letters, digits or characters of .-_/#:", nameof(nameSpace));
        }
    }

    public static void CheckKey(string key, int maxLength, string parameter)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentNullException(parameter, $"The {parameter} must not be null or blank.");
        if (key == Metadata)
            throw new ArgumentException($"The {parameter} {Metadata} is where the format keeps its own data.", parameter);
        if (key.Length > maxLength || !IsPrintableAscii(key))
            throw new ArgumentException($"The {parameter} '{key}' must be 1 to {maxLength} printable ASCII characters.", parameter);
    }

    private static bool IsPrintableAscii(string text) => text.All(c => c is >= ' ' and <= '~');
}
