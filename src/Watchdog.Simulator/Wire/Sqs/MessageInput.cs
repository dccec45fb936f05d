using System.Text;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>A message as it is sent, checked.</summary>
/// <param name="Delay">0 to 15 minutes.</param>
internal sealed record MessageInput(string Body, TimeSpan Delay, JsonObject Attributes, string? GroupId, string? DeduplicationId)
{
    private const int MaximumSize = 1024 * 1024;
    private const int MaximumAttributes = 10;

    public int Size => Encoding.UTF8.GetByteCount(Body);

    public static MessageInput Read(Input input, SimulatedQueue queue)
    {
        var body = input.Required("MessageBody");
        if (Encoding.UTF8.GetByteCount(body) > MaximumSize)
            throw Errors.Value($"One or more parameters are invalid. Reason: Message must be shorter than {MaximumSize} bytes.");
        if (body.Any(c => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF'))
            throw new AwsException("InvalidMessageContents", "The message contains characters outside the allowed set.");
        var asked = input.Integer("DelaySeconds");
        var delay = asked ?? (int)queue.Delay.TotalSeconds;
        if (delay is < 0 or > 900)
            throw Errors.Value($"Value {delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.");
        var group = input.String("MessageGroupId");
        var deduplication = input.String("MessageDeduplicationId");
        if (queue.Fifo && string.IsNullOrEmpty(group))
            throw Errors.Missing("MessageGroupId");
        if (queue.Fifo && string.IsNullOrEmpty(deduplication))
            throw Errors.Value("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        if (queue.Fifo && asked > 0)
            throw Errors.Value($"Value {delay} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.");
        return new MessageInput(body, TimeSpan.FromSeconds(delay), ReadAttributes(input), group, deduplication);
    }

    private static JsonObject ReadAttributes(Input input)
    {
        var read = new JsonObject();
        if (input.Structure("MessageAttributes") is not { } attributes)
            return read;
        foreach (var name in attributes.Names)
        {
            var attribute = attributes.RequiredStructure(name);
            var type = attribute.Required("DataType");
            var kind = type.Split('.')[0];
            var member = kind switch
            {
                "String" or "Number" => "StringValue",
                "Binary" => "BinaryValue",
                _ => throw Errors.Value($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."),
            };
            var value = attribute.String(member);
            if (string.IsNullOrEmpty(value) || (kind == "Binary" && !Convert.TryFromBase64String(value, new byte[value.Length], out _)))
                throw Errors.Value($"The message attribute '{name}' with type '{type}' must use field '{member}'.");
            read[name] = new JsonObject { [member] = value, ["DataType"] = type };
        }

        return read.Count <= MaximumAttributes ? read : throw Errors.Value($"Number of message attributes [{read.Count}] exceeds the allowed maximum [10].");
    }
}
