namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>The condition keys that requests bear here.</summary>
public static class ConditionKeys
{
    public const string Function = "lambda:FunctionArn";
    public const string LeadingKeys = "dynamodb:LeadingKeys";
    public const string Namespace = "cloudwatch:namespace";

    private static readonly Dictionary<string, string[]> Actions = new(StringComparer.OrdinalIgnoreCase)
    {
        [Function] = ["lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"],
        // A query's is in an expression, which is not read for it.
        [LeadingKeys] = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"],
        [Namespace] = ["cloudwatch:PutMetricData"],
        // Of no service that is served here: whatever is encrypted, the service calls KMS itself.
        ["kms:ViaService"] = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
        ["aws:PrincipalAccount"] = [],
        ["aws:PrincipalArn"] = [],
        ["aws:RequestedRegion"] = [],
        ["aws:SecureTransport"] = [],
    };

    public static string Known => string.Join(", ", Actions.Keys.Order(StringComparer.Ordinal));

    /// <summary>
    /// Which actions have the key; empty: all of them; null: there is no such key here. With any other action a condition would make a
    /// permission worthless, and a denial, too.
    /// </summary>
    public static IReadOnlyList<string>? ActionsOf(string key) => Actions.GetValueOrDefault(key);

    internal static IReadOnlyDictionary<string, string> Of(string key, string value) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal) { [key] = value };
}
