using Watchdog.EndToEnd.Tests.Native;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>Each function may do what it does, and nothing else.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class PermissionTests(PermissionRuns runs) : IClassFixture<PermissionRuns>
{
    [Fact]
    public void Every_scenario_was_played_and_every_function_did_something()
    {
        Assert.Empty(ScenarioFiles.All.Select(f => ScenarioFiles.Load(f).Name).Except(runs.Played));
        Assert.All(runs.Merged.SelectMany(r => r.Functions), f => Assert.Contains(runs.Merged.SelectMany(r => r.Accesses), a => a.Principal == f.Name));
    }

    [Fact]
    public void No_call_is_denied_and_no_permission_is_without_use_or_reason()
    {
        var problems = Proof.Problems(runs.Merged, ExcusedGrant.Load());
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}
