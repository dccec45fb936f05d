namespace Watchdog.Core.Costs;

/// <summary>
/// What AWS charges for API calls, in USD: list prices of us-east-1 without the free tier, from the pricing pages of CloudWatch, SQS, SNS,
/// DynamoDB (on demand), EventBridge and Lambda. Calls of Lambda's control plane, IAM, STS and Kinesis' descriptions are free.
/// </summary>
public static class ListPrices
{
    /// <summary>Per metric asked for; several statistics of one metric in one call count once, which this does not make use of.</summary>
    private const decimal GetMetricDataMetric = 0.01m / 1_000;
    private const decimal OtherCloudWatchRequest = 0.01m / 1_000;
    private const decimal LambdaInvocation = 0.20m / 1_000_000;
    private const decimal SqsRequest = 0.40m / 1_000_000;
    private const decimal SnsPublish = 0.50m / 1_000_000;
    private const decimal Event = 1.00m / 1_000_000;

    /// <summary>Each published message goes to one e-mail address.</summary>
    private const decimal SnsEmail = 2.00m / 100_000;
    private const decimal DynamoDbWriteUnit = 0.625m / 1_000_000;
    private const decimal DynamoDbReadUnit = 0.125m / 1_000_000;

    /// <summary>A transactional write takes two units for each item. The largest that Watchdog makes has two items, and each is counted as one of those.</summary>
    private const int UnitsOfTransaction = 4;

    /// <param name="call">The service's signing name and the operation, e.g. monitoring:GetMetricData.</param>
    /// <param name="calls">How many of it.</param>
    /// <param name="metrics">The metrics that these asked for together; of GetMetricData alone.</param>
    public static decimal Of(string call, long calls, long metrics) => call switch
    {
        "monitoring:GetMetricData" => metrics * GetMetricDataMetric,
        "lambda:Invoke" => calls * LambdaInvocation,
        "sns:Publish" => calls * (SnsPublish + SnsEmail),
        "events:PutEvents" => calls * Event,
        "dynamodb:TransactWriteItems" => calls * UnitsOfTransaction * DynamoDbWriteUnit,
        "dynamodb:PutItem" or "dynamodb:UpdateItem" or "dynamodb:DeleteItem" => calls * DynamoDbWriteUnit,
        _ => calls * call.Split(':')[0] switch
        {
            "monitoring" => OtherCloudWatchRequest,
            "sqs" => SqsRequest,
            "sns" => SnsPublish,
            // Strongly consistent reads of items up to 4 KB.
            "dynamodb" => DynamoDbReadUnit,
            _ => 0,
        },
    };
}
