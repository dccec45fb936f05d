using Watchdog.Simulator;

namespace Watchdog.Cli.Reports;

/// <summary>
/// What AWS charges for API calls, in USD: list prices of us-east-1 without the free tier. Calls of Lambda's control plane, IAM, STS and the tagging API are free.
/// </summary>
internal static class ListPrices
{
    /// <summary>Per metric asked for; several statistics of one metric in one call count once, which this does not make use of.</summary>
    private const decimal GetMetricDataMetric = 0.01m / 1_000;
    private const decimal OtherCloudWatchRequest = 0.01m / 1_000;
    private const decimal LambdaInvocation = 0.20m / 1_000_000;
    private const decimal SqsRequest = 0.40m / 1_000_000;
    private const decimal SnsPublish = 0.50m / 1_000_000;

    /// <summary>Each published message goes to one e-mail address.</summary>
    private const decimal SnsEmail = 2.00m / 100_000;
    private const decimal DynamoDbWriteUnit = 0.625m / 1_000_000;
    private const decimal DynamoDbReadUnit = 0.125m / 1_000_000;

    /// <summary>A transactional write takes two units for each item. The largest that Watchdog makes has two items, and each is counted as one of those.</summary>
    private const int UnitsOfTransaction = 4;

    private const decimal MinutesPerMonth = 30 * 24 * 60;

    /// <summary>The price of one kind of call over the whole simulation.</summary>
    /// <param name="call">service:Operation, e.g. monitoring:GetMetricData.</param>
    public static decimal Of(string call, ApiUsage usage) => call switch
    {
        "monitoring:GetMetricData" => usage.Metrics * GetMetricDataMetric,
        "lambda:Invoke" => usage.Calls * LambdaInvocation,
        "sns:Publish" => usage.Calls * (SnsPublish + SnsEmail),
        "dynamodb:TransactWriteItems" => usage.Calls * UnitsOfTransaction * DynamoDbWriteUnit,
        "dynamodb:PutItem" or "dynamodb:UpdateItem" or "dynamodb:DeleteItem" => usage.Calls * DynamoDbWriteUnit,
        _ => usage.Calls * call.Split(':')[0] switch
        {
            "monitoring" => OtherCloudWatchRequest,
            "sqs" => SqsRequest,
            "sns" => SnsPublish,
            // Strongly consistent reads of items up to 4 KB.
            "dynamodb" => DynamoDbReadUnit,
            _ => 0,
        },
    };

    /// <summary>The calls of a simulation priced and extrapolated, in USD per month of 30 days, to the cent.</summary>
    public static decimal PerMonth(IEnumerable<KeyValuePair<string, ApiUsage>> usage, TimeSpan simulated) =>
        simulated <= TimeSpan.Zero
            ? 0
            : Math.Round(usage.Sum(u => Of(u.Key, u.Value)) * MinutesPerMonth * TimeSpan.TicksPerMinute / simulated.Ticks, 2);
}
