using System.Collections.Immutable;
using System.Globalization;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Detection;

/// <summary>What is published of a function, who calls which of it, and how often each was called.</summary>
/// <param name="Mappings">Those that invoke the function and are not disabled.</param>
/// <param name="Triggers">The buckets, topics and rules that may call it.</param>
/// <param name="Calls">Calls by the hour, of the metrics that <see cref="Queries"/> names; empty before they are read.</param>
public sealed record VersionSignals(
    Function Function,
    FunctionVersions Versions,
    ImmutableArray<EventSourceMapping> Mappings,
    ImmutableArray<PushTrigger> Triggers,
    IReadOnlyDictionary<MetricQuery, IReadOnlyList<HourlyPoint>> Calls)
{
    /// <summary>Whom a call without a qualifier runs.</summary>
    public const string Latest = "$LATEST";

    public IEnumerable<EventSourceMapping> UnqualifiedMappings => Mappings.Where(m => m.Qualifier is null or Latest);

    /// <summary>A source that may call by a qualifier too has most likely been moved there, and the old permission been left.</summary>
    public IEnumerable<PushTrigger> UnqualifiedTriggers =>
        Triggers.Where(t => t.Qualifier is null && !Triggers.Any(other => other.SourceArn == t.SourceArn && other.Qualifier is not null));

    /// <summary>Who is set up to call without a qualifier, each in a few words.</summary>
    public IEnumerable<string> UnqualifiedCallers =>
        UnqualifiedMappings.Select(m => $"the mapping of {ConfigurationNotices.NameOf(m)}").Concat(UnqualifiedTriggers.Select(NameOf));

    /// <summary>The aliases, and the versions for which concurrency is provisioned.</summary>
    public IEnumerable<string> Qualifiers => Versions.Aliases.Select(a => a.Name)
        .Concat(Versions.Provisioned.Select(p => p.Qualifier))
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>
    /// The metrics that decide: none of a function without aliases, nor of one that nobody calls without a qualifier, that has nothing provisioned and
    /// whose aliases have one version each.
    /// </summary>
    public IEnumerable<MetricQuery> Queries
    {
        get
        {
            if (Qualifiers.Any() && (UnqualifiedCallers.Any() || !Versions.Provisioned.IsEmpty))
            {
                yield return LambdaMetrics.InvocationsUnqualified(Function.Name);
                foreach (var qualifier in Qualifiers)
                    yield return LambdaMetrics.InvocationsOf(Function.Name, qualifier);
            }
            foreach (var alias in Versions.Aliases.Where(a => !a.Weights.IsEmpty))
                foreach (var version in VersionsOf(alias))
                    yield return LambdaMetrics.InvocationsOfVersion(Function.Name, alias.Name, version);
        }
    }

    public static string NameOf(PushTrigger trigger) => $"{trigger.Source.Kind.ToString().ToLowerInvariant()} {trigger.Source.Name}";

    public static ImmutableArray<string> VersionsOf(FunctionAlias alias) =>
        [.. alias.Weights.Keys.Append(alias.Version).Distinct().OrderBy(v => NumberOf(v) ?? int.MaxValue)];

    /// <returns>Null of <c>$LATEST</c> and of an alias.</returns>
    public static int? NumberOf(string qualifier) => int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public double SumOf(MetricQuery query) => Calls.GetValueOrDefault(query)?.Sum(p => p.Value) ?? 0;

    public DateTimeOffset? PublishedAt(string version) => Versions.Published.FirstOrDefault(v => v.Number == NumberOf(version))?.LastModified;
}
