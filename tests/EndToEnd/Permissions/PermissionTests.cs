using Watchdog.EndToEnd.Tests.Native;
using Watchdog.EndToEnd.Tests.Support;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>Each function may do what it does, and nothing else.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class PermissionTests(PermissionRuns runs, NativeExecutable native) : IClassFixture<PermissionRuns>
{
    private const string WriteDocument = "WATCHDOG_WRITE_DOCS";

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

    /// <summary>Each permission in its turn.</summary>
    [Fact]
    public void A_permission_less_would_be_found_with_function_action_and_resource() => Assert.All(
        runs.Merged.SelectMany(Proof.UsedGrants).DistinctBy(g => (g.Function, g.Action, g.Resource)),
        taken =>
        {
            var problems = Proof.Problems([.. runs.Merged.Select(r => Changed(r, taken.Function, s => Without(s, taken)))], ExcusedGrant.Load());

            var asked = runs.Merged.SelectMany(r => r.Accesses).First(a => a.Principal == taken.Function && a.Check.Action == taken.Action && Covers(taken, a.Check));
            Assert.Contains(problems, p => p.StartsWith(taken.Function, StringComparison.Ordinal) && p.Contains($" may not {taken.Action} on {asked.Check.Resource}", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("QueueWatcher", "sqs:PurgeQueue", "arn:aws:sqs:us-east-1:123456789012:*")]
    [InlineData("CircuitBreaker", "lambda:InvokeFunction", "*")]
    [InlineData("FunctionWatcher", "dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/another")]
    public void A_permission_more_would_be_found_too(string function, string action, string resource)
    {
        var added = new PolicyStatement("Added", PolicyEffect.Allow, [action], [resource], []);
        var problems = Proof.Problems([.. runs.Merged.Select(r => Changed(r, function, s => [.. s, added]))], ExcusedGrant.Load());

        Assert.StartsWith($"{function} may {action} on {resource} (statement Added), and never did", Assert.Single(problems), StringComparison.Ordinal);
    }

    /// <summary>The same with a template that lacks it, all the way: the breaker asks over the wire, and is denied there.</summary>
    [Fact]
    public async Task A_permission_that_the_template_does_not_give_is_denied_on_the_wire()
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(StackRun.Template, TestContext.Current.CancellationToken);
        const string Permission = "Action: [lambda:GetEventSourceMapping, lambda:UpdateEventSourceMapping]";
        Assert.Contains(Permission, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            folder.File("template.yaml"), text.Replace(Permission, "Action: lambda:GetEventSourceMapping", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await new StackRun(native.Bootstrap, folder.File("template.yaml"))
            .PlayAsync(ScenarioFiles.Load(Paths.Scenario("mapping-in-use")), TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        var denied = Assert.Single(run.Accesses, a => a.Decision != AccessDecision.Allowed);
        Assert.Equal(("CircuitBreaker", "lambda:UpdateEventSourceMapping"), (denied.Principal, denied.Check.Action));
        Assert.Contains(Proof.Problems([run], []), p => p.StartsWith($"CircuitBreaker called lambda:UpdateEventSourceMapping and may not {denied.Check} ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_in_the_documentation_is_what_was_seen()
    {
        var table = new PermissionTable(runs.Merged, Reason.Load()).Write();
        if (Environment.GetEnvironmentVariable(WriteDocument) == "1")
            PermissionDocument.Write(table);
        Assert.True(table == PermissionDocument.Read(), $"docs/permissions.md is not what was seen; run this test with {WriteDocument}=1 in the environment to write it:\n{table}");
    }

    private static bool Covers(Grant grant, AccessCheck check) =>
        (grant.Statement with { Conditions = [] }).IsAbout(check, new Dictionary<string, string>());

    private static PlayedRun Changed(PlayedRun run, string function, Func<IReadOnlyList<PolicyStatement>, IReadOnlyList<PolicyStatement>> change) => run with
    {
        Functions = [.. run.Functions.Select(f => f.Name == function ? f with { Policies = [.. f.Policies.Select(p => p with { Statements = change(p.Statements) })] } : f)],
    };

    /// <summary>Takes the resource from the action, and leaves the statement's others as they are.</summary>
    private static IReadOnlyList<PolicyStatement> Without(IReadOnlyList<PolicyStatement> statements, Grant taken) =>
    [
        .. statements.SelectMany(s => s.Sid != taken.Statement.Sid || !s.Actions.Contains(taken.Action)
            ? [s]
            : new[]
            {
                s with { Actions = [.. s.Actions.Where(a => a != taken.Action)] },
                s with { Actions = [taken.Action], Resources = [.. s.Resources.Where(r => r != taken.Resource)] },
            }),
    ];
}
