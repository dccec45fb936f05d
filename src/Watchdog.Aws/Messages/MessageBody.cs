using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Messages;

/// <summary>The message by protocol, as SNS wants it when the message's structure is "json".</summary>
internal static class MessageBody
{
    /// <summary>Most bytes that SNS takes, of all protocols together.</summary>
    public const int Limit = 262_144;

    private const string Cut = "\n[cut: the message was longer than SNS takes]";

    // The sparkline's characters would take six bytes each if they were escaped; the text is not part of a web page.
    private static readonly AwsJson _json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// What does not fit is reduced, because a shortened alarm is better than none: first machines get the text instead of the JSON, then the
    /// text is cut.
    /// </summary>
    public static string Of(Notification notification)
    {
        var full = Write(notification.Text, notification.Json);
        if (Fits(full))
            return full;
        var textOnly = Write(notification.Text, null);
        // Twice in the message, and each character takes up to six bytes when it is escaped.
        return Fits(textOnly) ? textOnly : Write(Shorten(notification.Text, Limit / 13) + Cut, null);
    }

    private static string Write(string text, string? json)
    {
        var message = new Dictionary<string, string> { ["default"] = text, ["email"] = text };
        if (json is not null)
            foreach (var protocol in (ReadOnlySpan<string>)["sqs", "lambda", "https"])
                message[protocol] = json;
        return JsonSerializer.Serialize(message, _json.DictionaryStringString);
    }

    private static bool Fits(string message) => Encoding.UTF8.GetByteCount(message) <= Limit;

    /// <summary>Never between the halves of one character.</summary>
    private static string Shorten(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
