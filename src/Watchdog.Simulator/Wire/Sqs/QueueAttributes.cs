using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>A queue's attributes: all of them strings, times in epoch seconds, structures as JSON in a string.</summary>
internal sealed class QueueAttributes(SimulatedAccount account)
{
    private const int MaximumMessageSize = 1024 * 1024;

    /// <summary>Names that SQS knows; not every queue has each.</summary>
    private static readonly string[] Known =
    [
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "ContentBasedDeduplication",
        "CreatedTimestamp", "DeduplicationScope", "DelaySeconds", "FifoQueue", "FifoThroughputLimit", "KmsDataKeyReusePeriodSeconds",
        "KmsMasterKeyId", "LastModifiedTimestamp", "MaximumMessageSize", "MessageRetentionPeriod", "Policy", "QueueArn",
        "ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled", "VisibilityTimeout",
    ];

    /// <summary>No names: no attributes, and no error.</summary>
    public Output Get(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        var names = input.Strings("AttributeNames");
        if (names.FirstOrDefault(n => n != "All" && !Known.Contains(n)) is { } unknown)
            throw Errors.AttributeName($"Unknown Attribute {unknown}.");
        var chosen = Of(queue).Where(a => names.Contains("All") || names.Contains(a.Key)).ToList();
        return chosen.Count == 0
            ? Output.Empty
            : new JsonObject { ["Attributes"] = new JsonObject(chosen.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))) };
    }

    public Output Set(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        var asked = input.Structure("Attributes") ?? throw Errors.Missing("Attribute.Name");
        if (asked.Names.FirstOrDefault(n => n is not ("VisibilityTimeout" or "MessageRetentionPeriod" or "RedrivePolicy")) is { } unknown)
        {
            throw Errors.AttributeName(
                Known.Contains(unknown)
                    ? $"The simulated account cannot set {unknown}; it can set VisibilityTimeout, MessageRetentionPeriod and RedrivePolicy."
                    : $"Unknown Attribute {unknown}.");
        }

        var visibility = Seconds(asked, "VisibilityTimeout", 0, 43_200);
        var retention = Seconds(asked, "MessageRetentionPeriod", 60, 1_209_600);
        var redrive = asked.String("RedrivePolicy") is { } policy ? Redrive(policy) : queue.Redrive;
        queue.VisibilityTimeout = visibility ?? queue.VisibilityTimeout;
        queue.Retention = retention ?? queue.Retention;
        queue.Redrive = redrive;
        return Output.Empty;
    }

    private static Dictionary<string, string> Of(SimulatedQueue queue)
    {
        var attributes = new Dictionary<string, string>
        {
            ["QueueArn"] = queue.Arn,
            ["ApproximateNumberOfMessages"] = $"{queue.Visible}",
            ["ApproximateNumberOfMessagesNotVisible"] = $"{queue.InFlight}",
            ["ApproximateNumberOfMessagesDelayed"] = $"{queue.Delayed}",
            ["CreatedTimestamp"] = $"{queue.CreatedAt.ToUnixTimeSeconds()}",
            ["LastModifiedTimestamp"] = $"{queue.CreatedAt.ToUnixTimeSeconds()}",
            ["VisibilityTimeout"] = $"{(long)queue.VisibilityTimeout.TotalSeconds}",
            ["MaximumMessageSize"] = $"{MaximumMessageSize}",
            ["MessageRetentionPeriod"] = $"{(long)queue.Retention.TotalSeconds}",
            ["DelaySeconds"] = $"{(long)queue.Delay.TotalSeconds}",
            ["ReceiveMessageWaitTimeSeconds"] = "0",
            ["SqsManagedSseEnabled"] = "true",
        };
        if (queue.Redrive is { } redrive)
        {
            attributes["RedrivePolicy"] = new JsonObject
            {
                ["deadLetterTargetArn"] = redrive.DeadLetterQueueArn,
                ["maxReceiveCount"] = redrive.MaxReceiveCount,
            }.ToJsonString();
        }

        if (queue.Fifo)
        {
            attributes["FifoQueue"] = "true";
            attributes["ContentBasedDeduplication"] = "false";
            attributes["DeduplicationScope"] = "queue";
            attributes["FifoThroughputLimit"] = "perQueue";
        }

        return attributes;
    }

    private static TimeSpan? Seconds(Input asked, string name, int minimum, int maximum)
    {
        if (asked.String(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, null, out var seconds) && seconds >= minimum && seconds <= maximum
            ? TimeSpan.FromSeconds(seconds)
            : throw Errors.AttributeValue($"Invalid value for the parameter {name}: '{text}' must be {minimum} to {maximum} seconds.");
    }

    /// <summary>An empty string takes the policy away.</summary>
    private SimulatedRedrive? Redrive(string policy)
    {
        if (policy.Length == 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(policy);
            var count = document.RootElement.GetProperty("maxReceiveCount");
            // SQS takes the number as a string, too.
            var receives = count.ValueKind == JsonValueKind.String ? int.Parse(count.GetString()!, NumberStyles.None, null) : count.GetInt32();
            var target = document.RootElement.GetProperty("deadLetterTargetArn").GetString() ?? "";
            if (receives is < 1 or > 1000)
                throw Errors.AttributeValue($"Invalid value for maxReceiveCount: {receives}. It must be 1 to 1000.");
            if (account.Queues.Values.All(q => q.Arn != target))
                throw Errors.AttributeValue($"Invalid value for deadLetterTargetArn: there is no queue {target}.");
            return new SimulatedRedrive(target, receives);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Errors.AttributeValue("RedrivePolicy must be a JSON object of deadLetterTargetArn and maxReceiveCount.");
        }
    }
}
