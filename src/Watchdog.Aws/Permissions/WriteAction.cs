using Watchdog.Core.Resources;

namespace Watchdog.Aws.Permissions;

/// <summary>The action that puts something into a resource, and the ARN that IAM wants to hear for it.</summary>
internal sealed record WriteAction(string Action, string ResourceArn)
{
    /// <exception cref="ArgumentException">Nothing of this service can trigger a function.</exception>
    public static WriteAction Of(string arn)
    {
        var service = Arn.TryParse(arn, out var parsed) ? parsed.Service : "";
        return service switch
        {
            "sqs" => new("sqs:SendMessage", arn),
            "sns" => new("sns:Publish", arn),
            "kinesis" => new("kinesis:PutRecord", arn),
            // A mapping names the table's stream; what is written is the table.
            "dynamodb" => new("dynamodb:PutItem", BeforeStream(arn)),
            // Objects are written, not buckets.
            "s3" => new("s3:PutObject", arn.Contains('/') ? arn : arn + "/*"),
            _ => throw new ArgumentException($"'{arn}' is not the ARN of a queue, topic, stream, table or bucket (sqs, sns, kinesis, dynamodb, s3)."),
        };
    }

    private static string BeforeStream(string arn)
    {
        var stream = arn.IndexOf("/stream/", StringComparison.Ordinal);
        return stream < 0 ? arn : arn[..stream];
    }
}
