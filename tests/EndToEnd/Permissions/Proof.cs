using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>Compares what functions may do with what they did, both ways.</summary>
internal static class Proof
{
    /// <summary>Nothing where every call was allowed, and everything that is allowed was called for or is excused.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<PlayedRun> runs, IReadOnlyList<ExcusedGrant> excused)
    {
        var used = runs.SelectMany(UsedGrants).Select(Pair).ToHashSet();
        var granted = runs.SelectMany(r => r.Functions).SelectMany(Grant.Of).Where(g => g.IsAllowed).DistinctBy(g => g.ToString()).ToList();
        var unused = granted.Where(g => !used.Contains(Pair(g)) && !excused.Any(e => e.IsFor(g)));
        return
        [
            .. runs.SelectMany(Denied),
            .. unused.Select(g => $"{g.Function} may {g.Action} on {g.Resource} (statement {g.Statement.Sid}), and never did: take it away, or say in unused.yaml why it is there"),
            .. excused.Where(e => !granted.Exists(e.IsFor)).Select(e => $"unused.yaml excuses {e.Function} {e.Action}, which the template does not allow: take it out of there"),
            .. excused.Where(e => granted.Exists(g => e.IsFor(g) && used.Contains(Pair(g))))
                .Select(e => $"unused.yaml excuses {e.Function} {e.Action}, which is used: take it out of there"),
        ];
    }

    /// <summary>What of the policies was called for.</summary>
    public static IEnumerable<Grant> UsedGrants(PlayedRun run)
    {
        var accesses = run.Accesses.ToLookup(a => a.Principal, a => a.Check);
        return from function in run.Functions
               from grant in Grant.Of(function)
               where grant.IsAllowed && accesses[function.Name].Any(c => grant.IsUsedBy(function, c, run.Region))
               select grant;
    }

    /// <summary>One for each function, action and kind of resource, not one for each resource.</summary>
    private static IEnumerable<string> Denied(PlayedRun run) =>
        from function in run.Functions
        from access in run.Accesses
        where access.Principal == function.Name
        let decision = function.Decide(access.Check, run.Region)
        where decision != AccessDecision.Allowed
        group access by (function.Name, access.Check.Action, access.Operation, decision) into same
        select $"{same.Key.Name} called {same.Key.Operation} and may not {same.First().Check} ({same.Key.decision}; in {string.Join(", ", run.Names.Take(3))})";

    private static (string Function, string Action, string Resource) Pair(Grant grant) => (grant.Function, grant.Action, grant.Resource);
}
