using Watchdog.Core.Resources;

namespace Watchdog.Aws;

/// <summary>The stack's own resources that the adapters write to.</summary>
/// <param name="TableName">The DynamoDB table; keys <c>pk</c> and <c>sk</c>, time to live <c>ttl</c>.</param>
/// <param name="TopicArn">The SNS topic of the notifications.</param>
/// <param name="BreakerFunction">Name or ARN of the CircuitBreaker function.</param>
public sealed record AwsOptions(string TableName, string TopicArn, string BreakerFunction)
{
    /// <summary>The event bus to which the messages go, too; null: none. It may be another account's or region's.</summary>
    public string? EventBusArn { get; init; }

    /// <exception cref="ArgumentException">A value is missing or of another form; the message names it.</exception>
    public AwsOptions Validated()
    {
        if (string.IsNullOrWhiteSpace(TableName))
            throw new ArgumentException($"{nameof(TableName)} is empty; expected the name of the stack's DynamoDB table.");
        if (!Arn.TryParse(TopicArn, out var topic) || topic.Service != "sns")
            throw new ArgumentException($"{nameof(TopicArn)} is '{TopicArn}'; expected the ARN of an SNS topic, arn:aws:sns:region:account:name.");
        if (string.IsNullOrWhiteSpace(BreakerFunction))
            throw new ArgumentException($"{nameof(BreakerFunction)} is empty; expected the name of the CircuitBreaker function.");
        if (EventBusArn is not null && (!Arn.TryParse(EventBusArn, out var bus) || bus.Service != "events" || bus.Region.Length == 0))
            throw new ArgumentException($"{nameof(EventBusArn)} is '{EventBusArn}'; expected the ARN of an event bus, arn:aws:events:region:account:event-bus/name.");
        return this;
    }
}
