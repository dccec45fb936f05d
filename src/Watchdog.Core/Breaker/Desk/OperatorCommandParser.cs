using System.Collections.Immutable;
using System.Text.Json;

namespace Watchdog.Core.Breaker;

/// <summary>
/// Reads a command and says exactly what is wrong with a bad one. Nothing that was written is ignored: a field that would have no effect is
/// an error too, because whoever wrote it meant something by it.
/// </summary>
public static class OperatorCommandParser
{
    private static readonly string Actions = string.Join(", ", Enum.GetValues<OperatorAction>().Select(a => a.Word()));

    private static readonly ImmutableArray<string> Fields = ["action", "function", "force", "by", "reason", "evidence", "limit", "time", "proven"];

    public static ParsedCommand Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Parse(document.RootElement);
        }
        catch (JsonException e)
        {
            return new ParsedCommand(null, $"The payload is not JSON: {e.Message}");
        }
    }

    public static ParsedCommand Parse(JsonElement json)
    {
        try
        {
            return new ParsedCommand(Read(json), null);
        }
        catch (FormatException e)
        {
            return new ParsedCommand(null, e.Message);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is well-formed JSON, but no text; the reader says so only when the text is taken.
            return new ParsedCommand(null, "The payload has a text with half of a surrogate pair in it (\\ud800 to \\udfff alone).");
        }
    }

    private static OperatorCommand Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"The payload must be a JSON object such as {{\"action\":\"status\"}}, but is {Kind(json)}.");
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            if (!Fields.Contains(field.Name))
                throw new FormatException($"Unknown field '{field.Name}'; accepted fields: {string.Join(", ", Fields)}.");
            if (!given.Add(field.Name))
                throw new FormatException($"Field '{field.Name}' is given twice.");
        }
        if (!given.Contains("action"))
            throw new FormatException($"Field 'action' is missing; accepted values: {Actions}.");

        var word = Text(json, "action")!;
        if (Action(word) is not { } action)
            throw new FormatException($"Field 'action' is '{word}'; accepted values: {Actions}.");
        if (action is OperatorAction.Trip or OperatorAction.Contain or OperatorAction.Probe or OperatorAction.Escalate && !given.Contains("function"))
            throw new FormatException($"Field 'function' is missing; action '{word}' needs the name of a function.");
        foreach (var field in Fields.Where(f => given.Contains(f) && !Applies(f, action)))
            throw new FormatException($"Field '{field}' has no meaning for action '{word}'.");

        return new OperatorCommand(
            action, Text(json, "function"), Flag(json, "force"), Text(json, "by") ?? OperatorCommand.Person, Text(json, "reason"),
            Sentences(json, "evidence"), Limit(json, "limit"), Time(json, "time"), Flag(json, "proven"));
    }

    private static bool Applies(string field, OperatorAction action) => field switch
    {
        "function" => action != OperatorAction.Reconcile,
        "force" => action is OperatorAction.Trip or OperatorAction.Contain or OperatorAction.Escalate or OperatorAction.Reset,
        "evidence" => action is OperatorAction.Trip or OperatorAction.Contain or OperatorAction.Escalate,
        "proven" => action == OperatorAction.Trip,
        "limit" => action == OperatorAction.History,
        _ => true,
    };

    private static OperatorAction? Action(string word) =>
        Enum.GetValues<OperatorAction>().Where(a => a.Word() == word).Cast<OperatorAction?>().FirstOrDefault();

    private static string? Text(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new FormatException($"Field '{field}' must be a string that is not blank, but is {Kind(value)}.");
    }

    private static bool Flag(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new FormatException($"Field '{field}' must be true or false, but is {Kind(value)}.");
    }

    private static ImmutableArray<string> Sentences(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : throw new FormatException($"Field '{field}' must be a list of strings, but is {Kind(value)}.");
    }

    private static int Limit(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value))
            return OperatorCommand.DefaultLimit;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) && limit is >= 1 and <= OperatorCommand.MaximumLimit
            ? limit
            : throw new FormatException($"Field '{field}' must be a whole number from 1 to {OperatorCommand.MaximumLimit}, but is {Kind(value)}.");
    }

    private static DateTimeOffset? Time(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value))
            return null;
        // A time without an offset would be read in the zone of whatever machine this runs on.
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 6 } text
            && (text[^1] == 'Z' || text[^6] is '+' or '-') && value.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"Field '{field}' must be an ISO 8601 time with an offset such as 2026-01-05T09:00:00Z, but is {Kind(value)}.");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
