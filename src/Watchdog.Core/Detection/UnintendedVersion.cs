using System.Collections.Immutable;
using System.Globalization;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A caller runs another version of a function than was meant: it calls without a qualifier while the others call an alias, or while an alias is kept
/// ready that nobody calls; it names a version that the alias has left behind; or a canary was never finished. An alias on an older version is a
/// rollback, and a function all of whose callers run <c>$LATEST</c> is meant to be so, whatever is published of it.
/// </summary>
public static class UnintendedVersion
{
    public static Judgement Judge(VersionSignals signals, UnintendedVersionOptions options, DateTimeOffset now)
    {
        var id = signals.Function.Id;
        if (!signals.Qualifiers.Any())
            return new Judgement.Healthy(Symptom.UnintendedVersion, id, "it has no aliases");
        if (signals.Queries.Any(query => !signals.Calls.ContainsKey(query)))
            return new Judgement.InsufficientData(Symptom.UnintendedVersion, id, "its calls could not be read");

        ConfigurationFault[] faults =
        [
            .. new[] { Unqualified(signals, options, now) }.OfType<ConfigurationFault>(),
            .. signals.Mappings.Select(m => Pinned(signals, m.Qualifier, $"the mapping of {ConfigurationNotices.NameOf(m)}", MappingCommand(m), options, now))
                .Concat(signals.Triggers.Select(t => Pinned(signals, t.Qualifier, VersionSignals.NameOf(t), null, options, now)))
                .OfType<ConfigurationFault>(),
            .. signals.Versions.Aliases.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => StuckCanary(signals, a, options, now)).OfType<ConfigurationFault>(),
        ];
        return faults.Length > 0
            ? new Judgement.Trouble(ConfigurationFault.ToFinding(Symptom.UnintendedVersion, id, faults, now))
            : new Judgement.Healthy(Symptom.UnintendedVersion, id, "each caller runs what it should, as far as can be seen");
    }

    /// <summary>Calls of <c>$LATEST</c> beside an alias that others call, or in place of one that is kept ready for nobody.</summary>
    private static ConfigurationFault? Unqualified(VersionSignals signals, UnintendedVersionOptions options, DateTimeOffset now)
    {
        var function = signals.Function.Name;
        var unqualified = signals.SumOf(LambdaMetrics.InvocationsUnqualified(function));
        // A mapping is known to call; of a trigger only that it may, so that a few calls can be somebody trying something.
        if (unqualified < (signals.UnqualifiedMappings.Any() ? 1 : options.MinimumCalls))
            return null;
        var callers = signals.UnqualifiedCallers.ToArray();
        var used = signals.Versions.Aliases
            .Where(a => a.Version is not VersionSignals.Latest)
            .Select(a => (a.Name, Calls: signals.SumOf(LambdaMetrics.InvocationsOf(function, a.Name))))
            .Where(a => a.Calls >= options.MinimumCalls)
            .OrderByDescending(a => a.Calls)
            .ToArray();
        // Of a deployment under way the new version is ready first and called next.
        var idle = signals.Versions.Provisioned
            .Where(p => p.Requested > 0 && p.Allocated >= p.Requested && CallsServedBy(signals, p.Qualifier) == 0 && IsSettled(signals, p.Qualifier, options, now))
            .OrderByDescending(p => p.Requested)
            .ToArray();

        // What is called by hand runs $LATEST while somebody tries it out: without a caller that is set up so, only calls in place of the alias count.
        if (idle.Length == 0 && (callers.Length == 0 || used.Length == 0))
            return null;
        // With an alias of its own, as stages have it, $LATEST is one of them and called on purpose.
        if (idle.Length == 0 && signals.Versions.Aliases.Any(a => a.Version is VersionSignals.Latest))
            return null;
        var meant = idle.Length > 0 ? idle[0].Qualifier : used[0].Name;
        var who = callers.Length > 0 ? Capital(Say.List(callers)) : "Somebody";
        var wrong = idle.Length > 0
            ? $"while {Say.Count(idle[0].Requested, "execution")} of {function}:{meant} {(idle[0].Requested == 1 ? "is" : "are")} kept ready and paid for, which nobody called in that time"
            : $"while the others call {function}:{meant} ({Say.Count(used[0].Calls, "call")})";
        return new ConfigurationFault(
            $"{who} {(callers.Length > 1 ? "call" : "calls")} {function} without a qualifier and so {(callers.Length > 1 ? "run" : "runs")} $LATEST: " +
            $"{Say.Count(unqualified, "call")} within {Say.Duration(options.History)}, {wrong}.",
            $"Either the alias {meant} was introduced and this caller forgotten, or it is called by the function's plain name or ARN. $LATEST changes with every upload, released or not.",
            Severity.Warning,
            [
                new Evidence("calls without a qualifier", unqualified, "invocations"),
                .. signals.Qualifiers.Select(q => new Evidence($"calls of {q}", signals.SumOf(LambdaMetrics.InvocationsOf(function, q)), "invocations")),
                .. idle.Select(p => new Evidence($"provisioned for {p.Qualifier}", p.Requested, "executions")),
            ],
            [
                .. signals.UnqualifiedMappings.Select(m => $"Let the mapping of {ConfigurationNotices.NameOf(m)} call the alias: aws lambda update-event-source-mapping --uuid {m.Uuid} --function-name {function}:{meant}"),
                .. signals.UnqualifiedTriggers.Select(t => Redirect(t, function, meant)),
                $"Look into the log for the version that ran, which each START line names: aws logs filter-log-events --log-group-name /aws/lambda/{function} --filter-pattern START --max-items 5",
                .. idle.Select(p => $"If $LATEST is what is meant, give up what is kept ready: aws lambda delete-provisioned-concurrency-config --function-name {function} --qualifier {p.Qualifier}"),
            ]);
    }

    /// <summary>A caller that names a version older than that of every alias. A newer one is a release that goes past the aliases, and meant.</summary>
    private static ConfigurationFault? Pinned(
        VersionSignals signals, string? qualifier, string caller, string? command, UnintendedVersionOptions options, DateTimeOffset now)
    {
        if (qualifier is null || VersionSignals.NumberOf(qualifier) is not { } pinned || signals.Versions.Published.All(v => v.Number != pinned))
            return null;
        var targets = signals.Versions.Aliases.SelectMany(a => VersionSignals.VersionsOf(a).Select(v => (a.Name, Version: VersionSignals.NumberOf(v)))).ToArray();
        // An alias of $LATEST has no number to compare with.
        if (targets.Length == 0 || targets.Any(t => t.Version is null || t.Version <= pinned) || signals.Versions.Aliases.Any(a => !IsSettled(signals, a.Name, options, now)))
            return null;
        var (alias, version) = targets.OrderByDescending(t => t.Version).ThenBy(t => t.Name, StringComparer.Ordinal).First();
        var behind = signals.Versions.Published.Count(v => v.Number > pinned && v.Number <= version);
        var function = signals.Function.Name;
        return new ConfigurationFault(
            $"{Capital(caller)} calls version {pinned} of {function} by its number, and the alias {alias} is at version {version}: {Say.Count(behind, "release")} went past this caller.",
            $"Either the caller was set to a number once and every release since has gone past it, or it was pinned on purpose, for which an alias of its own would speak.",
            Severity.Warning,
            [new Evidence("version called", pinned, ""), new Evidence($"version of alias {alias}", version!.Value, ""), new Evidence("releases between", behind, "")],
            [
                command is null ? $"Let {caller} call the alias {function}:{alias}." : $"Let it call the alias: {command}{function}:{alias}",
                $"If it is meant, give it an alias of its own, which says so: aws lambda create-alias --function-name {function} --name NAME --function-version {pinned}",
            ]);
    }

    /// <summary>
    /// An alias that divides its calls between two versions. When it began to is not in its configuration, but in what ran: the hours in which calls of
    /// the alias ran both, up to now and without an hour between in which one of them should have run and did not.
    /// </summary>
    private static ConfigurationFault? StuckCanary(VersionSignals signals, FunctionAlias alias, UnintendedVersionOptions options, DateTimeOffset now)
    {
        if (alias.Weights.IsEmpty || alias.Weights.Values.All(w => w <= 0))
            return null;
        var function = signals.Function.Name;
        var versions = VersionSignals.VersionsOf(alias);
        if (versions is not [.., var newer] || signals.PublishedAt(newer) > now - options.LongestCanary)
            return null;
        var calls = versions.ToDictionary(v => v, v => signals.Calls[LambdaMetrics.InvocationsOfVersion(function, alias.Name, v)]);
        if (DividedSince(calls, SmallestShare(alias), options) is not { } since || now - since < options.LongestCanary)
            return null;
        var shares = versions.Select(v => (Version: v, Share: ShareOf(alias, v))).OrderByDescending(v => v.Share).ToArray();
        return new ConfigurationFault(
            $"The alias {alias.Name} of {function} sends {Say.List([.. shares.Select(s => $"{Say.Percent(s.Share)} of its calls to version {s.Version}")])}, and has done so for {Say.Duration(now - since)} at least.",
            "Most likely a canary deployment that was neither finished nor taken back: two versions answer the same callers.",
            Severity.Warning,
            [
                .. shares.Select(s => new Evidence($"share of version {s.Version}", Math.Round(s.Share * 100, 1), "%")),
                .. versions.Select(v => new Evidence($"calls run by version {v}", calls[v].Sum(p => p.Value), "invocations")),
            ],
            [
                $"Finish it: aws lambda update-alias --function-name {function} --name {alias.Name} --function-version {newer} --routing-config AdditionalVersionWeights={{}}",
                .. versions.Length > 1
                    ? [$"Or take it back: aws lambda update-alias --function-name {function} --name {alias.Name} --function-version {versions[^2]} --routing-config AdditionalVersionWeights={{}}"]
                    : ImmutableArray<string>.Empty,
            ]) { Since = since };
    }

    private static DateTimeOffset? DividedSince(Dictionary<string, IReadOnlyList<HourlyPoint>> calls, double smallestShare, UnintendedVersionOptions options)
    {
        var hours = calls.Values.SelectMany(points => points).GroupBy(p => p.Start).OrderByDescending(h => h.Key);
        DateTimeOffset? since = null;
        foreach (var hour in hours)
        {
            var isDivided = hour.Count(p => p.Value > 0) > 1;
            if (!isDivided && hour.Sum(p => p.Value) * smallestShare >= options.MinimumExpected)
                break;
            if (isDivided)
                since = hour.Key;
        }
        // The first of them is an hour in the middle of which it may have begun.
        return since?.AddHours(1);
    }

    private static double SmallestShare(FunctionAlias alias) => VersionSignals.VersionsOf(alias).Select(v => ShareOf(alias, v)).Where(s => s > 0).DefaultIfEmpty(0).Min();

    private static double ShareOf(FunctionAlias alias, string version) =>
        alias.Weights.GetValueOrDefault(version) + (version == alias.Version ? Math.Max(0, 1 - alias.Weights.Values.Sum()) : 0);

    /// <summary>Calls that what is provisioned for a qualifier serves: for a version also those of the aliases that point to it.</summary>
    private static double CallsServedBy(VersionSignals signals, string qualifier) => signals.Versions.Aliases
        .Where(a => VersionSignals.VersionsOf(a).Contains(qualifier))
        .Select(a => a.Name)
        .Append(qualifier)
        .Distinct()
        .Sum(q => signals.SumOf(LambdaMetrics.InvocationsOf(signals.Function.Name, q)));

    /// <summary>Whether what an alias or version points to has been published for so long that a deployment of it is over.</summary>
    private static bool IsSettled(VersionSignals signals, string qualifier, UnintendedVersionOptions options, DateTimeOffset now)
    {
        var versions = signals.Versions.FindAlias(qualifier) is { } alias ? VersionSignals.VersionsOf(alias) : [qualifier];
        return versions.All(v => !(signals.PublishedAt(v) > now - options.Deployment));
    }

    private static string MappingCommand(EventSourceMapping mapping) => $"aws lambda update-event-source-mapping --uuid {mapping.Uuid} --function-name ";

    private static string Redirect(PushTrigger trigger, string function, string alias) => trigger.Source.Kind switch
    {
        ResourceKind.Bucket => $"Name {function}:{alias} in the notification of bucket {trigger.Source.Name}: aws s3api put-bucket-notification-configuration --bucket {trigger.Source.Name} --notification-configuration file://notification.json",
        ResourceKind.Topic => $"Subscribe {function}:{alias} to topic {trigger.Source.Name} and unsubscribe {function}: aws sns list-subscriptions-by-topic --topic-arn {trigger.SourceArn}",
        _ => $"Name {function}:{alias} as the target of rule {trigger.Source.Name}: aws events list-targets-by-rule --rule {trigger.Source.Name}",
    };

    private static string Capital(string text) => text.Length == 0 ? text : text[..1].ToUpper(CultureInfo.InvariantCulture) + text[1..];
}

/// <summary>When calls count as of the wrong version.</summary>
public sealed record UnintendedVersionOptions
{
    /// <summary>How far back calls are looked at; default 7 days, 1 to 14: a caller that comes once a week is one.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Calls within that time, without a qualifier and of an alias that others use; 1 and up. Default 50: fewer are somebody trying something.</summary>
    public double MinimumCalls { get; init; } = 50;

    /// <summary>For so long after a version was published a deployment of it may be under way; default 1 h, 10 min to 24 h.</summary>
    public TimeSpan Deployment { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A canary that has lasted longer was forgotten; default 4 h, 1 h to 14 days. The longest of AWS's own deployment preferences shifts the calls
    /// within 100 minutes.
    /// </summary>
    public TimeSpan LongestCanary { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Calls that the smaller part of an alias should have had in an hour, by its weight, before none is taken for a sign; default 5, 1 and up.</summary>
    public double MinimumExpected { get; init; } = 5;
}
