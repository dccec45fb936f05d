using System.Text;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Notifications;

/// <summary>The plain-text body of an e-mail: what, since when, how bad, why, and what to do, in this order.</summary>
public static class EmailBody
{
    private const int Width = 100;

    public static string Write(
        Incident incident, IReadOnlyList<Incident> effects, NotificationReason reason, MessageContext context, DateTimeOffset now)
    {
        var finding = reason is NotificationReason.Resolved && incident.Resolution is { } resolution ? resolution : incident.Finding;
        var body = new StringBuilder();
        body.Append($"{Heading(incident, reason, now)}\n\n");
        body.Append($"{Wrap(finding.Summary, "")}\n\n");
        body.Append($"Resource  {(incident.Finding.Resource.Kind is ResourceKind.Account ? "the concurrency" : incident.Finding.Resource)} in account {context.AccountId}, {context.Region}\n");
        body.Append($"Since     {Say.Time(incident.Finding.Since)}\n");
        if (incident.ResolvedAt is { } ended)
            body.Append($"Until     {Say.Time(ended)}, after {Say.Duration(ended - incident.Finding.Since)}\n");
        body.Append($"{Wrap("Cause     " + finding.Cause.Text, "          ")}\n");
        foreach (var other in finding.OtherCauses)
            body.Append($"{Wrap("Or else   " + other.Text, "          ")}\n");
        WriteNumbers(body, finding);
        WriteEffects(body, effects);
        WriteRemedies(body, finding, reason);
        if (context.ConsoleLink(incident.Finding.Resource) is { } link)
            body.Append($"\nConsole   {link}\n");
        if (finding.Cause.Resource is { } cause && cause != incident.Finding.Resource && context.ConsoleLink(cause) is { } causeLink)
            body.Append($"          {causeLink}\n");
        return body.ToString();
    }

    private static string Heading(Incident incident, NotificationReason reason, DateTimeOffset now)
    {
        var what = $"{incident.Finding.Symptom} on {Say.Resource(incident.Finding.Resource)}";
        return reason switch
        {
            NotificationReason.Fired => $"{incident.Finding.Severity}: {what}.",
            NotificationReason.Repeated or NotificationReason.Changed => $"{incident.Finding.Severity}: {what}, for {Say.Duration(now - incident.Finding.Since)} now.",
            _ => incident.Resolution is { } resolution ? $"{resolution.Symptom}: {what} is over." : $"Resolved: {what} is over.",
        };
    }

    private static void WriteNumbers(StringBuilder body, Finding finding)
    {
        if (finding.Evidence.Length > 0)
            body.Append("\nNumbers\n");
        var column = finding.Evidence.Select(e => e.Name.Length).DefaultIfEmpty().Max();
        foreach (var evidence in finding.Evidence)
            body.Append($"  {evidence.Name.PadRight(column)}  {Say.Number(evidence.Value)} {evidence.Unit}".TrimEnd() + "\n");
        if (finding.Deciding is not { } series || series.Points.All(p => p is null))
            return;
        var end = series.Start.AddMinutes(series.Points.Length);
        body.Append($"\n  {series.Label}, {Say.Time(series.Start)[11..16]} to {Say.Time(end)[11..]}, highest {Say.Number(series.Points.Max() ?? 0)}\n");
        body.Append($"  {Sparkline.Draw(series.Points)}\n");
    }

    private static void WriteEffects(StringBuilder body, IReadOnlyList<Incident> effects)
    {
        if (effects.Count > 0)
            body.Append("\nIts effects\n");
        foreach (var effect in effects)
            body.Append($"{Wrap($"  - {effect.Finding.Symptom} on {effect.Finding.Resource}: {effect.Finding.Summary}", "    ")}\n");
    }

    private static void WriteRemedies(StringBuilder body, Finding finding, NotificationReason reason)
    {
        // What was to be done about the trouble need not be done any more; what ended it may have its own.
        if (finding.Remedies.Length == 0 || (reason is NotificationReason.Resolved && finding.Symptom is not Symptom.Recovered))
            return;
        body.Append("\nWhat to do\n");
        for (var i = 0; i < finding.Remedies.Length; i++)
            body.Append($"{Wrap($"  {i + 1}. {finding.Remedies[i]}", "     ")}\n");
    }

    // A command is never broken: whoever copies it from the e-mail must get it whole.
    private static string Wrap(string text, string indent)
    {
        var lines = new StringBuilder();
        var column = 0;
        var isFirst = true;
        var command = CommandStart(text);
        var prose = command < 0 ? text : text[..command].TrimEnd();
        var lead = prose.Length - prose.TrimStart().Length;
        lines.Append(' ', lead);
        column = lead;
        foreach (var word in prose[lead..].Split(' '))
        {
            if (!isFirst && column + 1 + word.Length > Width)
            {
                lines.Append('\n').Append(indent);
                column = indent.Length;
                isFirst = true;
            }
            lines.Append(isFirst ? "" : " ").Append(word);
            column += word.Length + (isFirst ? 0 : 1);
            isFirst = false;
        }
        return command < 0 ? lines.ToString() : lines.Append('\n').Append(indent).Append("  ").Append(text[command..]).ToString();
    }

    private static int CommandStart(string text)
    {
        var echo = text.IndexOf("echo '", StringComparison.Ordinal);
        return echo >= 0 ? echo : text.IndexOf("aws ", StringComparison.Ordinal);
    }
}
