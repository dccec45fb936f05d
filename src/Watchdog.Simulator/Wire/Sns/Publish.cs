using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sns;

/// <summary>Publish: checks a message as SNS does and keeps it.</summary>
internal sealed class Publish(SimulatedAccount account, SnsTopics topics)
{
    private const int MaximumSize = 262_144;
    private const int MaximumSubject = 100;

    public Output Run(Input input, WireRequest request)
    {
        if (input.Has("PhoneNumber") || (input.Has("TargetArn") && !input.Has("TopicArn")))
            throw Errors.Parameter("the simulated account publishes to topics only: TopicArn is required");
        var topic = TopicOperations.Existing(topics, input);
        var text = input.String("Message") is { Length: > 0 } message ? message : throw Errors.Parameter("Empty message");
        var subject = Subject(input.String("Subject"));
        if (topic.Arn.EndsWith(".fifo", StringComparison.Ordinal) && !input.Has("MessageGroupId"))
            throw Errors.Parameter("The MessageGroupId parameter is required for FIFO topics");
        var attributes = Attributes(input);
        var size = Encoding.UTF8.GetByteCount(text) + attributes.Sum(a => Encoding.UTF8.GetByteCount(a.Name + a.Type + a.Value));
        if (size > MaximumSize)
            throw Errors.Parameter("Message too long");
        var (email, json) = input.String("MessageStructure") switch
        {
            null or "" => (text, text),
            "json" => Structured(text),
            var other => throw Errors.Parameter($"MessageStructure '{other}' must be json"),
        };
        topics.Publish(new PublishedMessage(
            account.Now,
            topic.Arn,
            subject,
            email,
            json,
            attributes.Where(a => a.Type == "String").ToDictionary(a => a.Name, a => a.Value)));
        return new JsonObject { ["MessageId"] = DerivedId.Of(topic.Arn, $"{topics.Messages.Count}") };
    }

    /// <summary>Less than a hundred ASCII characters, beginning with a letter, digit or punctuation mark, no line breaks.</summary>
    private static string? Subject(string? subject)
    {
        if (subject is null)
            return null;
        var valid = subject.Length is > 0 and <= MaximumSubject && subject[0] != ' ' && subject.All(c => c is >= ' ' and <= '~');
        return valid ? subject : throw Errors.Parameter("Subject");
    }

    private static List<(string Name, string Type, string Value)> Attributes(Input input)
    {
        var attributes = new List<(string Name, string Type, string Value)>();
        foreach (var entry in input.Structures("MessageAttributes"))
        {
            var name = entry.Required("Name");
            var value = entry.RequiredStructure("Value");
            var type = value.Required("DataType");
            var member = type.Split('.')[0] switch
            {
                "String" or "Number" => "StringValue",
                "Binary" => "BinaryValue",
                _ => throw Errors.Value($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."),
            };
            var content = value.String(member) is { Length: > 0 } given
                ? given
                : throw Errors.Value($"The message attribute '{name}' with type '{type}' must use field '{member[..^5]}'.");
            if (attributes.Any(a => a.Name == name))
                throw Errors.Value($"The message attribute '{name}' is there twice.");
            attributes.Add((name, type, content));
        }

        return attributes;
    }

    /// <summary>What each kind of subscription gets; what has no text of its own gets the default.</summary>
    private static (string Email, string Json) Structured(string text)
    {
        Dictionary<string, string> texts;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Errors.Parameter("Message Structure - JSON message body failed to parse");
            texts = document.RootElement.EnumerateObject()
                .Where(p => p.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(p => p.Name, p => p.Value.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Errors.Parameter("Message Structure - JSON message body failed to parse");
        }

        if (!texts.TryGetValue("default", out var fallback))
            throw Errors.Parameter("Message Structure - No default entry in JSON message body");
        return (texts.GetValueOrDefault("email", fallback), texts.GetValueOrDefault("sqs") ?? texts.GetValueOrDefault("lambda", fallback));
    }
}
