using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Topology;

/// <summary>
/// Which buckets, topics and rules call which functions. Only each function's own policy says so, one request each, and Lambda gives 15 of them a
/// second to the whole account: a call reads a slice and remembers the rest while the process lives.
/// </summary>
/// <remarks>
/// An alias has a policy of its own. Which aliases there are is not asked of Lambda, function by function, but of CloudWatch, all at once: one that
/// has not been called within two weeks is on no loop that turns.
/// </remarks>
public sealed class PushTriggerReader(IVersionSource versions, IMetricSource metrics)
{
    /// <summary>Policies that one call reads, in requests.</summary>
    public const int MostPolicies = 60;

    /// <summary>So many failures in one call, and the rest is left to the next: Lambda has enough of us.</summary>
    private const int MostFailures = 3;

    /// <summary>Aliases and versions of one function whose own policies are read, the aliases first, then the newest versions.</summary>
    private const int MostQualifiers = 10;

    /// <summary>New triggers come with deployments: what was deployed so lately is read before what nobody has read yet.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>How old a policy may be. Of an account with more functions than can be read in that time, the oldest are read first.</summary>
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan QualifiersMaximumAge = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private ILookup<string, string> _qualifiers = Array.Empty<(string Function, string Qualifier)>().ToLookup(q => q.Function, q => q.Qualifier);
    private DateTimeOffset? _qualifiersReadAt;

    /// <summary>Why triggers may be missing from the last answer; null when none are.</summary>
    public string? Gap { get; private set; }

    /// <summary>What is known after this call has read what was due, ordered by function and source.</summary>
    public async Task<IReadOnlyList<PushTrigger>> ReadAsync(Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var existing = inventory.Functions.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _known.Keys.Where(name => !existing.Contains(name)).ToArray())
            _known.Remove(gone);

        var failure = await ReadSliceAsync(inventory, now, cancellationToken) ?? _known.Values.Select(k => k.Failure).FirstOrDefault(f => f is not null);
        var unread = existing.Count - _known.Values.Count(k => k.Failure is null);
        Gap = failure is null && unread == 0
            ? null
            : $"the policies of {Say.Count(unread, "function")} have not been read yet{(failure is null ? "" : $": {failure}")}";
        return
        [
            .. _known.Values.SelectMany(k => k.Triggers)
                .OrderBy(t => t.Function, StringComparer.Ordinal)
                .ThenBy(t => t.SourceArn, StringComparer.Ordinal)
                .ThenBy(t => t.Qualifier, StringComparer.Ordinal),
        ];
    }

    /// <summary>What calls one function, asked of Lambda afresh; of its aliases those that earlier reading has found.</summary>
    public Task<IReadOnlyList<PushTrigger>> ReadOfAsync(string function, CancellationToken cancellationToken) =>
        versions.ReadTriggersAsync(function, LikelyOf(_qualifiers[function]), cancellationToken);

    /// <returns>Why this slice could not be read to its end; null when it was. Loops through mappings are to be found all the same.</returns>
    private async Task<string?> ReadSliceAsync(Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (_qualifiersReadAt is not { } readAt || now - readAt >= QualifiersMaximumAge || now < readAt)
            {
                _qualifiers = await ReadQualifiersAsync(cancellationToken);
                _qualifiersReadAt = now;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.Message;
        }
        var due = inventory.Functions
            .Select(f => (Function: f, Qualifiers: LikelyOf(_qualifiers[f.Name]), Known: _known.GetValueOrDefault(f.Name)))
            .Where(f => IsDue(f.Function, f.Qualifiers, f.Known, now))
            .OrderBy(f => f.Known?.ReadAt ?? DateTimeOffset.MinValue)
            .ThenByDescending(f => now - f.Function.LastModified < Recent ? f.Function.LastModified : DateTimeOffset.MinValue)
            .ThenBy(f => Shuffled(f.Function.Name, now))
            .ThenBy(f => f.Function.Name, StringComparer.Ordinal)
            .ToArray();
        var (left, failures) = (MostPolicies, 0);
        foreach (var (function, qualifiers, known) in due)
        {
            left -= 1 + qualifiers.Length;
            if (left < 0 || failures == MostFailures)
                break;
            try
            {
                _known[function.Name] = new Known(now, qualifiers, await versions.ReadTriggersAsync(function.Name, qualifiers, cancellationToken), null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It is tried again when all others have had their turn.
                _known[function.Name] = new Known(now, qualifiers, known?.Triggers ?? [], e.Message);
                failures++;
            }
        }
        return null;
    }

    private static ImmutableArray<string> LikelyOf(IEnumerable<string> qualifiers) =>
    [
        .. qualifiers
            .OrderByDescending(q => int.TryParse(q, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : int.MaxValue)
            .Take(MostQualifiers),
    ];

    /// <summary>
    /// An order that is another one every minute, and the same in whatever process. A process that runs every quarter of an hour is often a new one,
    /// which has read nothing: in one order it would read the same ones each time, and the others never.
    /// </summary>
    private static uint Shuffled(string function, DateTimeOffset now)
    {
        // FNV-1a; string.GetHashCode is another one in each process.
        var hash = 2166136261u ^ (uint)(now.UtcTicks / TimeSpan.TicksPerMinute);
        foreach (var character in function)
            hash = (hash ^ character) * 16777619u;
        // Names that differ in their last letter alone would stay neighbours.
        return BitOperations.RotateLeft(hash, 16) * 2654435769u;
    }

    private static bool IsDue(Function function, ImmutableArray<string> qualifiers, Known? known, DateTimeOffset now) =>
        known is not { Failure: null } || now - known.ReadAt >= MaximumAge || function.LastModified > known.ReadAt || !known.Qualifiers.SequenceEqual(qualifiers);

    private async Task<ILookup<string, string>> ReadQualifiersAsync(CancellationToken cancellationToken)
    {
        var published = await metrics.ListAsync("AWS/Lambda", "Invocations", cancellationToken);
        return published
            .Where(set => set.Items.Length == 2)
            .Select(set => (Function: set.Find("FunctionName"), Resource: set.Find("Resource")))
            .Where(q => q.Function is not null && q.Resource?.StartsWith(q.Function + ":", StringComparison.Ordinal) == true)
            .Select(q => (Function: q.Function!, Qualifier: q.Resource![(q.Function!.Length + 1)..]))
            .Distinct()
            .OrderBy(q => q.Qualifier, StringComparer.Ordinal)
            .ToLookup(q => q.Function, q => q.Qualifier, StringComparer.Ordinal);
    }

    private sealed record Known(DateTimeOffset ReadAt, ImmutableArray<string> Qualifiers, IReadOnlyList<PushTrigger> Triggers, string? Failure);
}
