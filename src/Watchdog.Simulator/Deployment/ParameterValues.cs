using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchdog.Simulator.Deployment;

/// <summary>The values that a template's parameters take: overrides, else defaults, each checked against its constraints.</summary>
internal static class ParameterValues
{
    /// <exception cref="DeploymentException">An override names no parameter, a value is missing or breaks a constraint.</exception>
    public static IReadOnlyDictionary<string, string> Of(Template template, IReadOnlyDictionary<string, string> overrides)
    {
        var unknown = overrides.Keys.Where(k => !template.Parameters.ContainsKey(k)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new DeploymentException(
                $"{template.FileName}: Parameters: [{string.Join(", ", unknown)}] do not exist in the template; it has {string.Join(", ", template.Parameters.Select(p => p.Key))}.");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, node) in template.Parameters)
        {
            var parameter = node as JsonObject ?? throw new DeploymentException($"{template.FileName}: Parameters.{name} must be a mapping.");
            var value = overrides.TryGetValue(name, out var given) ? given : Text(parameter, "Default");
            values[name] = value ?? throw new DeploymentException($"{template.FileName}: Parameters: [{name}] must have values.");
            if (Violation(parameter, value) is { } constraint)
                throw new DeploymentException($"{template.FileName}: Parameter '{name}' is '{value}'; it {constraint}.");
        }

        return values;
    }

    private static string? Violation(JsonObject parameter, string value)
    {
        if (parameter["AllowedValues"] is JsonArray allowed && !allowed.Any(a => a?.ToString() == value))
            return $"must be one of AllowedValues: {string.Join(", ", allowed.Select(a => a?.ToString()))}";
        // CloudFormation matches the whole value.
        if (Text(parameter, "AllowedPattern") is { } pattern && !Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            return Text(parameter, "ConstraintDescription") ?? $"must match AllowedPattern {pattern}";
        if (Text(parameter, "Type") == "Number" && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return "must be a number";
        if (Number(parameter, "MinValue") is { } minimum && Parsed(value) < minimum)
            return $"must be at least MinValue {minimum}";
        if (Number(parameter, "MaxValue") is { } maximum && Parsed(value) > maximum)
            return $"must be at most MaxValue {maximum}";
        if (Number(parameter, "MinLength") is { } shortest && value.Length < shortest)
            return $"must have at least MinLength {shortest} characters";
        return Number(parameter, "MaxLength") is { } longest && value.Length > longest ? $"must have at most MaxLength {longest} characters" : null;
    }

    private static string? Text(JsonObject parameter, string key) => parameter[key]?.ToString();

    private static double? Number(JsonObject parameter, string key) => Text(parameter, key) is { } text ? Parsed(text) : null;

    private static double Parsed(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
