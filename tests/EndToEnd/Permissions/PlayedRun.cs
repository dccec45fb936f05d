using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What the stack's functions asked for in one or several runs, under the policies that they had in them.</summary>
/// <param name="Names">Of the runs, for what is told of a problem.</param>
/// <param name="Functions">In the template's order.</param>
internal sealed record PlayedRun(IReadOnlyList<string> Names, IReadOnlyList<Principal> Functions, string Region, IReadOnlyList<AccessRecord> Accesses)
{
    public static PlayedRun Of(string name, Stack stack, string region, IReadOnlyList<AccessRecord> accesses) =>
        new([name], [.. stack.Functions.Select(StackDeployer.PrincipalOf)], region, accesses);

    /// <summary>Runs under the same policies as one, each access once: parameters of the template may change what a function may do.</summary>
    public static IReadOnlyList<PlayedRun> Merge(IEnumerable<PlayedRun> runs) =>
    [
        .. runs.GroupBy(r => string.Join('\n', r.Functions.SelectMany(Grant.Of).Select(g => g.ToString()).Append(r.Region))).Select(same => same.First() with
        {
            Names = [.. same.SelectMany(r => r.Names)],
            Accesses = [.. same.SelectMany(r => r.Accesses).DistinctBy(a => (a.Principal, a.Operation, a.Check.ToString(), a.Decision))],
        }),
    ];
}
