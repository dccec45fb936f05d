using System.Text;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>ReceiveMessage, DeleteMessage and PurgeQueue.</summary>
internal sealed class Receiving(SimulatedAccount account, SentMessages sent)
{
    private const string SimulatedBody = "{\"simulated\":true}";
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, DateTimeOffset> _purgedAt = new(StringComparer.Ordinal);

    private const string HandlePrefix = "AQEB";

    /// <summary>Answers at once, whatever WaitTimeSeconds says: while a caller waits, the simulated clock stands.</summary>
    public Output Receive(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        var maximum = Range(input, "MaxNumberOfMessages", 1, 10) ?? 1;
        Range(input, "WaitTimeSeconds", 0, 20);
        var hidden = Range(input, "VisibilityTimeout", 0, 43_200) is { } seconds ? TimeSpan.FromSeconds(seconds) : queue.VisibilityTimeout;
        var system = input.Strings("AttributeNames").Concat(input.Strings("MessageSystemAttributeNames")).ToHashSet(StringComparer.Ordinal);
        var wanted = input.Strings("MessageAttributeNames");
        account.Refresh(); // The physics follow a redrive policy that was set just now.
        var received = new List<StoredMessage>();
        foreach (var receipt in queue.Receive(maximum, hidden, sentAt => Simulated(queue, sentAt)))
        {
            // Every message has a content here: those that came without one were just given it.
            var message = (StoredMessage)receipt.Message!;
            received.Add(message);
            message.ReceiveCount = receipt.ReceiveCount;
            message.FirstReceivedAt ??= account.Now;
            message.ReceiptHandle = HandlePrefix + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{queue.Name} {message.Id} {message.ReceiveCount}"));
        }

        return received.Count == 0
            ? Output.Empty
            : new JsonObject { ["Messages"] = new JsonArray([.. received.Select(m => Describe(m, system, wanted))]) };
    }

    /// <summary>A handle of an earlier receive, or of one whose visibility timeout has passed, is accepted and deletes nothing.</summary>
    public Output Delete(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        var handle = input.Required("ReceiptHandle");
        var bytes = new byte[handle.Length];
        if (!handle.StartsWith(HandlePrefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(handle[HandlePrefix.Length..], bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(' ') is not [var name, _, _]
            || name != queue.Name)
            throw Errors.ReceiptHandle(handle);
        if (queue.Receipts.FirstOrDefault(r => r.Message is StoredMessage message && message.ReceiptHandle == handle) is { } receipt)
            queue.Delete(receipt);
        return Output.Empty;
    }

    public Output Purge(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        if (_purgedAt.TryGetValue(queue.Name, out var last) && account.Now - last < PurgeInterval)
            throw Errors.PurgeInProgress(queue.Name);
        _purgedAt[queue.Name] = account.Now;
        queue.Purge();
        return Output.Empty;
    }

    /// <summary>A scenario's own message, which is a number until somebody looks at it. Its content is its own from then on.</summary>
    private StoredMessage Simulated(SimulatedQueue queue, DateTimeOffset sentAt)
    {
        var number = sent.NextNumber(queue);
        return new StoredMessage
        {
            Id = DerivedId.Of(queue.Arn, $"{number}"),
            Body = SimulatedBody,
            Attributes = [],
            SentAt = sentAt,
            Sender = account.AccountId,
            Number = number,
        };
    }

    private static JsonObject Describe(StoredMessage message, HashSet<string> system, IReadOnlyList<string> wanted)
    {
        var answer = new JsonObject
        {
            ["MessageId"] = message.Id,
            ["ReceiptHandle"] = message.ReceiptHandle,
            ["MD5OfBody"] = MessageDigest.OfBody(message.Body),
            ["Body"] = message.Body,
        };
        var attributes = SystemAttributes(message).Where(a => a.Value is not null && (system.Contains("All") || system.Contains(a.Key))).ToList();
        if (attributes.Count > 0)
            answer["Attributes"] = new JsonObject(attributes.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value)));
        var chosen = message.Attributes.Where(a => wanted.Any(w => Fits(a.Key, w))).ToList();
        if (chosen.Count > 0)
        {
            var copied = new JsonObject(chosen.Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone())));
            answer["MD5OfMessageAttributes"] = MessageDigest.OfAttributes(copied);
            answer["MessageAttributes"] = copied;
        }

        return answer;
    }

    private static Dictionary<string, string?> SystemAttributes(StoredMessage message) => new()
    {
        ["SenderId"] = message.Sender,
        ["SentTimestamp"] = $"{message.SentAt.ToUnixTimeMilliseconds()}",
        ["ApproximateReceiveCount"] = $"{message.ReceiveCount}",
        ["ApproximateFirstReceiveTimestamp"] = $"{message.FirstReceivedAt?.ToUnixTimeMilliseconds()}",
        ["MessageGroupId"] = message.GroupId,
        ["MessageDeduplicationId"] = message.DeduplicationId,
        ["SequenceNumber"] = message.SequenceNumber,
    };

    /// <summary>All, .*, a name, or the beginning of a name followed by .*</summary>
    private static bool Fits(string name, string wanted) =>
        wanted is "All" or ".*" || wanted == name || (wanted.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(wanted[..^2], StringComparison.Ordinal));

    private static int? Range(Input input, string name, int minimum, int maximum)
    {
        var value = input.Integer(name);
        return value is null || (value >= minimum && value <= maximum)
            ? value
            : throw Errors.Value($"Value {value} for parameter {name} is invalid. Reason: Must be between {minimum} and {maximum}, if provided.");
    }
}
