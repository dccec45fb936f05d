using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Notifications;

/// <summary>
/// The message for machines:
/// <c>{"reason","key","symptom","resource","arn","severity","since","firedAt","resolvedAt","cause","summary","console","account","region","incidents":[…]}</c>,
/// the incident itself first among the incidents and its effects after it. Account, region and key together are the same in all messages of an
/// incident. Times are ISO 8601 in UTC; what there is none of is null.
/// </summary>
public static class NotificationJson
{
    public static string Write(Incident incident, IReadOnlyList<Incident> effects, NotificationReason reason, MessageContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("reason", reason.ToString().ToLowerInvariant());
            json.WriteString("key", incident.Key);
            json.WriteString("symptom", (incident.Resolution ?? incident.Finding).Symptom.ToString());
            json.WriteString("resource", incident.Finding.Resource.ToString());
            json.WriteString("arn", context.ArnOf(incident.Finding.Resource));
            json.WriteString("severity", Lower((incident.Resolution ?? incident.Finding).Severity));
            WriteTime(json, "since", incident.Finding.Since);
            WriteTime(json, "firedAt", incident.FiredAt);
            WriteTime(json, "resolvedAt", incident.ResolvedAt);
            json.WriteString("cause", incident.Finding.Cause.Id);
            json.WriteString("summary", (incident.Resolution ?? incident.Finding).Summary);
            json.WriteString("console", context.ConsoleLink(incident.Finding.Resource));
            json.WriteString("account", context.AccountId);
            json.WriteString("region", context.Region);
            json.WriteStartArray("incidents");
            WriteIncident(json, incident);
            foreach (var effect in effects)
                WriteIncident(json, effect);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        var finding = incident.Finding;
        json.WriteStartObject();
        json.WriteString("symptom", finding.Symptom.ToString());
        json.WriteString("resource", finding.Resource.ToString());
        json.WriteString("severity", Lower(finding.Severity));
        json.WriteString("state", Lower(incident.State));
        WriteTime(json, "since", finding.Since);
        json.WriteString("cause", finding.Cause.Id);
        json.WriteString("causeText", finding.Cause.Text);
        json.WriteStartArray("otherCauses");
        foreach (var other in finding.OtherCauses)
        {
            json.WriteStartObject();
            json.WriteString("cause", other.Id);
            json.WriteString("causeText", other.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("summary", (incident.Resolution ?? finding).Summary);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("name", evidence.Name);
            json.WriteNumber("value", evidence.Value);
            json.WriteString("unit", evidence.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("remedies");
        foreach (var remedy in finding.Remedies)
            json.WriteStringValue(remedy);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
