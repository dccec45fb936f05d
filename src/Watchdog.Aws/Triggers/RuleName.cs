using Watchdog.Core.Resources;

namespace Watchdog.Aws.Triggers;

/// <summary>Which rule an ARN means.</summary>
/// <param name="Bus">Null: the default bus. The name of a partner's bus has slashes in it.</param>
internal sealed record RuleName(string Name, string? Bus)
{
    private const string Prefix = "rule/";

    /// <exception cref="FormatException">It is no ARN of a rule.</exception>
    public static RuleName Parse(string ruleArn)
    {
        if (!Arn.TryParse(ruleArn, out var arn) || arn.Service != "events" || !arn.Resource.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"'{ruleArn}' is not the ARN of a rule; expected arn:aws:events:REGION:ACCOUNT:rule/NAME or …:rule/BUS/NAME.");
        var path = arn.Resource[Prefix.Length..];
        var end = path.LastIndexOf('/');
        return end < 0 ? new RuleName(path, null) : new RuleName(path[(end + 1)..], path[..end]);
    }
}
