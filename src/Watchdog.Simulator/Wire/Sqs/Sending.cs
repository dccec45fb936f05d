using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>SendMessage and SendMessageBatch.</summary>
internal sealed partial class Sending(SimulatedAccount account, SentMessages sent)
{
    private const int MaximumEntries = 10;
    private const int MaximumBatchSize = 1024 * 1024;

    public Output One(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        return Send(queue, MessageInput.Read(input, queue), request);
    }

    /// <summary>Entries fail one by one; only what concerns the batch as a whole fails it as a whole.</summary>
    public Output Batch(Input input, WireRequest request)
    {
        var queue = QueueUrl.Resolve(account, input);
        var entries = input.Structures("Entries");
        if (entries.Count == 0)
            throw Errors.EmptyBatch();
        if (entries.Count > MaximumEntries)
            throw Errors.TooManyEntries(entries.Count);
        var ids = entries.Select(e => e.Required("Id")).ToList();
        if (!ids.TrueForAll(EntryId().IsMatch))
            throw Errors.BatchEntryId();
        if (ids.GroupBy(i => i, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Errors.IdsNotDistinct(twice.Key);

        var failed = new JsonArray();
        var messages = new List<(string Id, MessageInput Message)>();
        foreach (var (entry, id) in entries.Zip(ids))
        {
            try
            {
                messages.Add((id, MessageInput.Read(entry, queue)));
            }
            catch (AwsException exception)
            {
                failed.Add(new JsonObject { ["Id"] = id, ["SenderFault"] = true, ["Code"] = exception.QueryCode, ["Message"] = exception.Message });
            }
        }

        if (messages.Sum(m => (long)m.Message.Size) is var size && size > MaximumBatchSize)
        {
            throw new AwsException(
                "BatchRequestTooLong",
                $"Batch requests cannot be longer than {MaximumBatchSize} bytes. You have sent {size} bytes.",
                queryCode: "AWS.SimpleQueueService.BatchRequestTooLong");
        }

        var successful = new JsonArray();
        foreach (var (id, message) in messages)
        {
            var result = Send(queue, message, request);
            result["Id"] = id;
            successful.Add(result);
        }

        return new JsonObject { ["Successful"] = successful, ["Failed"] = failed };
    }

    private JsonObject Send(SimulatedQueue queue, MessageInput message, WireRequest request)
    {
        account.Refresh(); // A queue that was added just now gets its clock.
        var stored = queue.Fifo ? sent.Duplicate(queue, message.DeduplicationId!) : null;
        if (stored is null)
        {
            var number = sent.NextNumber(queue);
            stored = new StoredMessage
            {
                Id = DerivedId.Of(queue.Arn, $"{number}"),
                Body = message.Body,
                Attributes = message.Attributes,
                SentAt = account.Now,
                Sender = request.Caller,
                GroupId = message.GroupId,
                DeduplicationId = message.DeduplicationId,
                SequenceNumber = queue.Fifo ? $"{number:d20}" : null,
                Number = number,
            };
            sent.Remember(queue, stored);
            queue.Send(stored, message.Delay);
        }

        var answer = new JsonObject { ["MessageId"] = stored.Id, ["MD5OfMessageBody"] = MessageDigest.OfBody(message.Body) };
        if (message.Attributes.Count > 0)
            answer["MD5OfMessageAttributes"] = MessageDigest.OfAttributes(message.Attributes);
        if (stored.SequenceNumber is { } sequence)
            answer["SequenceNumber"] = sequence;
        return answer;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,80}$")]
    private static partial Regex EntryId();
}
