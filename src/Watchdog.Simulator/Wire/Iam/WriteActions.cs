namespace Watchdog.Simulator.Wire.Iam;

/// <summary>Which actions a role has on a resource that it "may write to".</summary>
internal static class WriteActions
{
    /// <summary>By the service in the resource's ARN.</summary>
    private static readonly Dictionary<string, string[]> ByService = new()
    {
        ["sqs"] = ["sqs:SendMessage"],
        ["sns"] = ["sns:Publish"],
        ["dynamodb"] = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
        ["kinesis"] = ["kinesis:PutRecord", "kinesis:PutRecords"],
        ["s3"] = ["s3:PutObject"],
        ["lambda"] = ["lambda:InvokeFunction"],
        ["events"] = ["events:PutEvents"],
    };

    /// <summary>Whether a role that may write to <paramref name="writable"/> may do this to the resource. Actions are compared without case, as IAM does.</summary>
    /// <param name="resource">An ARN, or * for any resource, which is allowed only where the policy names no resource: never here.</param>
    public static bool Allow(IEnumerable<string> writable, string action, string resource) => writable.Any(arn =>
        arn.Split(':') is [_, _, var service, ..]
        && ByService.TryGetValue(service, out var actions)
        && actions.Contains(action, StringComparer.OrdinalIgnoreCase)
        && (resource == arn || (service == "s3" && resource.StartsWith(arn + "/", StringComparison.Ordinal))));
}
