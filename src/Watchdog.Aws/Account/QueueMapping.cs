using System.Globalization;
using System.Text.Json;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Account;

/// <summary>SQS's attributes, all of them text, as the core's types.</summary>
internal static class QueueMapping
{
    public static Queue ToQueue(string url, Dictionary<string, string> attributes)
    {
        var name = url[(url.LastIndexOf('/') + 1)..];
        return new Queue(
            name,
            Required(attributes, "QueueArn", name),
            url,
            TimeSpan.FromSeconds(Number(attributes, "VisibilityTimeout", name)),
            TimeSpan.FromSeconds(Number(attributes, "MessageRetentionPeriod", name)),
            // A standard queue does not have the attribute at all.
            attributes.TryGetValue("FifoQueue", out var fifo) && bool.TryParse(fifo, out var isFifo) && isFifo,
            ToRedrive(attributes, name));
    }

    public static QueueDepth ToDepth(string name, Dictionary<string, string> attributes) => new(
        Number(attributes, "ApproximateNumberOfMessages", name),
        Number(attributes, "ApproximateNumberOfMessagesNotVisible", name),
        Number(attributes, "ApproximateNumberOfMessagesDelayed", name));

    private static RedrivePolicy? ToRedrive(Dictionary<string, string> attributes, string queue)
    {
        if (!attributes.TryGetValue("RedrivePolicy", out var text) || text.Length == 0)
            return null;
        try
        {
            using var policy = JsonDocument.Parse(text);
            var target = policy.RootElement.GetProperty("deadLetterTargetArn").GetString();
            // SQS keeps what its caller wrote: a number, or the number as text.
            var count = int.Parse(policy.RootElement.GetProperty("maxReceiveCount").ToString(), CultureInfo.InvariantCulture);
            return new RedrivePolicy(target ?? throw new FormatException("deadLetterTargetArn is null"), count);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"Queue {queue} has the RedrivePolicy '{text}'; expected an object with deadLetterTargetArn and maxReceiveCount.", e);
        }
    }

    private static long Number(Dictionary<string, string> attributes, string name, string queue)
    {
        var text = Required(attributes, name, queue);
        return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"Queue {queue} has the {name} '{text}'; expected a whole number.");
    }

    private static string Required(Dictionary<string, string> attributes, string name, string queue) =>
        attributes.TryGetValue(name, out var value)
            ? value
            : throw new InvalidDataException($"SQS did not return {name} of queue {queue}.");
}
