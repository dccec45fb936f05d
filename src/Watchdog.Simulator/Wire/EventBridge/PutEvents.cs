using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.EventBridge;

/// <summary>
/// PutEvents: checks entries as EventBridge does and keeps those that it takes. An entry that is refused fails alone, in an answer that succeeds.
/// As in AWS, a bus that does not exist takes events, too, and nobody gets them.
/// </summary>
internal sealed partial class PutEvents(SimulatedAccount account, List<PutEvent> events)
{
    private const int MaximumEntries = 10;
    private const int MaximumSize = 262_144;
    private const int MaximumBusName = 1600;
    private const int TimeSize = 14;

    public Output Run(Input input, WireRequest request)
    {
        var entries = input.Has("Entries") ? input.Structures("Entries") : throw Errors.Missing("entries");
        if (entries.Count is 0 or > MaximumEntries)
            throw Errors.Validation("entries", "[PutEventsRequestEntry]", $"Member must have length from 1 to {MaximumEntries}");
        foreach (var bus in entries.Select(e => e.String("EventBusName")).OfType<string>())
            if (bus.Length > MaximumBusName || !BusName().IsMatch(bus))
                throw Errors.Validation("entries.member.eventBusName", bus, "Member must be the name or the ARN of an event bus");
        if (entries.Sum(Size) > MaximumSize)
            throw new AwsException("ValidationException", "Total size of the entries in the request is over the limit.");
        var results = entries.Select(Put).ToArray();
        return new JsonObject
        {
            ["FailedEntryCount"] = results.Count(r => r.ContainsKey("ErrorCode")),
            ["Entries"] = new JsonArray([.. results]),
        };
    }

    private JsonObject Put(Input entry)
    {
        foreach (var member in (ReadOnlySpan<string>)["Source", "DetailType", "Detail"])
            if (entry.String(member) is null or "")
                return Failed("InvalidArgument", $"Parameter {member} is not valid. Reason: {member} is a required argument.");
        var (source, type, detail) = (entry.Required("Source"), entry.Required("DetailType"), entry.Required("Detail"));
        if (type.Length > 128)
            return Failed("InvalidArgument", "Parameter DetailType is not valid. Reason: it has more than 128 characters.");
        if (source.StartsWith("aws.", StringComparison.Ordinal))
            return Failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        if (!IsObject(detail))
            return Failed("MalformedDetail", "Detail is malformed.");
        events.Add(new PutEvent(
            account.Now, entry.Timestamp("Time") ?? account.Now, entry.String("EventBusName") ?? "default", source, type, detail, entry.Strings("Resources")));
        return new JsonObject { ["EventId"] = DerivedId.Of("event", $"{events.Count}") };
    }

    private static JsonObject Failed(string code, string message) => new() { ["ErrorCode"] = code, ["ErrorMessage"] = message };

    /// <summary>As AWS documents it: 14 bytes for a time, and the UTF-8 of source, detail type, detail and resources.</summary>
    private static int Size(Input entry) =>
        (entry.Has("Time") ? TimeSize : 0)
        + new[] { entry.String("Source"), entry.String("DetailType"), entry.String("Detail") }.Concat(entry.Strings("Resources")).Sum(s => Encoding.UTF8.GetByteCount(s ?? ""));

    private static bool IsObject(string detail)
    {
        try
        {
            return JsonNode.Parse(detail) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus/)?[.\-_A-Za-z0-9]+\z")]
    private static partial Regex BusName();
}
