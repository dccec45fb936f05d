using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What the policies keep apart, whatever the functions do.</summary>
public sealed class BoundaryTests
{
    private static Stack Stack { get; } = StackBuilder.Build(
        Template.Load(StackRun.Template), "watchdog", new Dictionary<string, string>(), "us-east-1", "123456789012");

    /// <summary>Those of single resources, which the stack makes and which go with it.</summary>
    private const string Alarms = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:watchdog-resource-";

    [Fact]
    public void Only_the_breaker_may_change_anything_outside_of_the_stack()
    {
        var reasons = Reason.Load();
        HashSet<string> own =
        [
            .. Stack.Functions.Select(f => f.Arn), .. Stack.Topics.Select(t => t.Arn), .. Stack.Tables.Select(t => $"arn:aws:dynamodb:us-east-1:123456789012:table/{t.Name}"),
        ];
        var outside = Stack.Functions.Select(StackDeployer.PrincipalOf).SelectMany(Grant.Of)
            .Where(g => g.IsAllowed && reasons[g.Action].IsWrite && !own.Contains(g.Resource) && !g.Resource.StartsWith(Alarms, StringComparison.Ordinal)).ToList();

        Assert.Equal(["CircuitBreaker"], outside.Select(g => g.Function).Distinct());
    }

    /// <summary>Whatever anybody asks for: not its mappings, should it have some, not its concurrency, not its schedules.</summary>
    [Fact]
    public void The_breaker_may_change_nothing_of_Watchdog_itself()
    {
        var breaker = StackDeployer.PrincipalOf(Stack.Function("CircuitBreaker"));
        Assert.All(Stack.Functions, f =>
        {
            var mapping = new AccessCheck("lambda:UpdateEventSourceMapping", "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:any");
            Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(mapping with { Context = new Dictionary<string, string> { ["lambda:FunctionArn"] = f.Arn } }));
            Assert.Equal(AccessDecision.Allowed, Decide(mapping with { Context = new Dictionary<string, string> { ["lambda:FunctionArn"] = f.Arn.Replace("watchdog-", "shop-", StringComparison.Ordinal) } }));
            Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(new AccessCheck("lambda:PutFunctionConcurrency", f.Arn)));
            Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(new AccessCheck("lambda:DeleteFunctionConcurrency", f.Arn)));
        });
        Assert.All(Stack.Schedules, s => Assert.All(
            ["events:DisableRule", "events:EnableRule"], action => Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(new AccessCheck(action, s.RuleArn)))));

        AccessDecision Decide(AccessCheck check) => breaker.Decide(check, "us-east-1");
    }

    /// <summary>A function that could write them could have a reset restore what never was.</summary>
    [Fact]
    public void Only_the_breaker_may_write_circuits_and_it_may_write_no_incidents()
    {
        var table = $"arn:aws:dynamodb:us-east-1:123456789012:table/{Assert.Single(Stack.Tables).Name}";
        string[] puts = ["dynamodb:PutItem"], putsAndDeletes = ["dynamodb:PutItem", "dynamodb:DeleteItem"], updates = ["dynamodb:UpdateItem"];
        Assert.All(Stack.Functions.Select(StackDeployer.PrincipalOf), f => Assert.All(
            f.Name == "CircuitBreaker"
                ? [("circuit", puts), ("circuit-history", puts), ("stack", putsAndDeletes), ("incident", []), ("incident-history", []), ("tick", [])]
                : new (string Partition, string[] Allowed)[]
                {
                    ("circuit", []), ("circuit-history", []), ("stack", []), ("incident", putsAndDeletes), ("incident-history", putsAndDeletes), ("tick", updates),
                },
            may => Assert.All(["dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"], action =>
            {
                var check = new AccessCheck(action, table) { Context = new Dictionary<string, string> { ["dynamodb:LeadingKeys"] = may.Partition } };
                Assert.Equal(may.Allowed.Contains(action) ? AccessDecision.Allowed : AccessDecision.ImplicitlyDenied, f.Decide(check, "us-east-1"));
            })));
    }
}
