using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What the comparison finds, on runs that are made up.</summary>
public sealed class ProofTests
{
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:work";

    [Fact]
    public void Nothing_is_wrong_where_what_is_allowed_is_what_was_asked_for() =>
        Assert.Empty(Proof.Problems([Run([Allow("sqs:GetQueueAttributes", "arn:aws:sqs:*:*:*")], ("sqs:GetQueueAttributes", Queue))], []));

    [Fact]
    public void A_call_that_is_denied_is_named_with_function_action_and_resource() => Assert.Equal(
        [
            "QueueWatcher may sqs:ListQueues on * (statement Test), and never did: take it away, or say in unused.yaml why it is there",
        ],
        Proof.Problems([Run([Allow("sqs:ListQueues", "*")], ("sqs:GetQueueAttributes", Queue))], []).Skip(1));

    [Fact]
    public void A_denied_call_is_told_once_however_many_resources_it_was_for()
    {
        var problem = Assert.Single(Proof.Problems([Run([], ("sqs:GetQueueAttributes", Queue), ("sqs:GetQueueAttributes", Queue + "-2"))], []));

        Assert.Equal($"QueueWatcher called sqs:GetQueueAttributes and may not sqs:GetQueueAttributes on {Queue} (ImplicitlyDenied; in made-up)", problem);
    }

    [Fact]
    public void A_resource_of_a_statement_that_nothing_was_asked_of_is_too_much_as_well()
    {
        var both = Allow("sqs:GetQueueAttributes", Queue) with { Resources = [Queue, Queue + "-2"] };

        var problem = Assert.Single(Proof.Problems([Run([both], ("sqs:GetQueueAttributes", Queue))], []));

        Assert.StartsWith($"QueueWatcher may sqs:GetQueueAttributes on {Queue}-2 ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_excused_may_be_without_use_but_not_be_used_and_not_be_gone()
    {
        ExcusedGrant[] excused = [new("QueueWatcher", "sqs:ListQueues", "because")];
        PolicyStatement[] policy = [Allow("sqs:ListQueues", "*")];

        Assert.Empty(Proof.Problems([Run(policy)], excused));
        Assert.Equal(["unused.yaml excuses QueueWatcher sqs:ListQueues, which is used: take it out of there"], Proof.Problems([Run(policy, ("sqs:ListQueues", "*"))], excused));
        Assert.Equal(["unused.yaml excuses QueueWatcher sqs:ListQueues, which the template does not allow: take it out of there"], Proof.Problems([Run([])], excused));
    }

    [Fact]
    public void What_one_run_uses_another_need_not_but_each_has_to_allow_what_is_asked_in_it()
    {
        PolicyStatement[] policy = [Allow("sqs:ListQueues", "*")];
        var silent = Run(policy);
        var asking = Run(policy, ("sqs:ListQueues", "*"));

        Assert.Empty(Proof.Problems([silent, asking], []));
        Assert.Single(PlayedRun.Merge([silent, asking]));
        Assert.Equal(2, PlayedRun.Merge([Run([]), asking]).Count);
        Assert.Single(Proof.Problems([asking, asking with { Functions = Run([]).Functions }], []));
    }

    private static PolicyStatement Allow(string action, string resource) => new("Test", PolicyEffect.Allow, [action], [resource], []);

    private static PlayedRun Run(PolicyStatement[] policy, params (string Action, string Resource)[] asked) => new(
        ["made-up"],
        [new Principal("QueueWatcher", "arn:aws:sts::123456789012:assumed-role/R/F", "arn:aws:iam::123456789012:role/R", [new PolicyDocument(policy)])],
        "us-east-1",
        [.. asked.Select(a => new AccessRecord("QueueWatcher", a.Action, new AccessCheck(a.Action, a.Resource), AccessDecision.Allowed))]);
}
