using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Text;

namespace Watchdog.Core.Notifications;

/// <summary>Makes the one message of an incident and tick: subject, e-mail and JSON.</summary>
public static class NotificationComposer
{
    private const int LongestSubject = 100;

    /// <param name="effects">Open incidents that this one explains.</param>
    public static Notification Compose(
        Incident incident, IReadOnlyList<Incident> effects, NotificationReason reason, MessageContext context, DateTimeOffset now) => new(
        Subject(incident, reason),
        EmailBody.Write(incident, effects, reason, context, now),
        NotificationJson.Write(incident, effects, reason, context),
        (incident.Resolution ?? incident.Finding).Symptom,
        (incident.Resolution ?? incident.Finding).Severity,
        incident.Finding.Resource.ToString())
        {
            Reason = reason,
            At = now,
            ResourceArn = context.ArnOf(incident.Finding.Resource),
        };

    /// <summary>What happened, to what; SNS takes at most 100 printable ASCII characters.</summary>
    private static string Subject(Incident incident, NotificationReason reason)
    {
        var finding = incident.Finding;
        var word = reason switch
        {
            NotificationReason.Fired or NotificationReason.Changed => finding.Severity.ToString().ToUpperInvariant(),
            NotificationReason.Repeated => "STILL " + finding.Severity.ToString().ToUpperInvariant(),
            _ => incident.Resolution is { } resolution ? resolution.Symptom.ToString().ToUpperInvariant() : "RESOLVED",
        };
        return ToSubject($"[Watchdog] {word} {finding.Symptom}: {Say.Resource(finding.Resource)}");
    }

    private static string ToSubject(string text)
    {
        var ascii = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return ascii.Length <= LongestSubject ? ascii : ascii[..(LongestSubject - 3)] + "...";
    }
}
