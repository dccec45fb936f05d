using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Authorization;

/// <summary>The rules of IAM's policy evaluation.</summary>
public sealed class PolicyTests
{
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:orders";

    [Fact]
    public void What_no_statement_allows_is_denied_and_what_one_denies_is_denied_whatever_others_allow()
    {
        var check = new AccessCheck("lambda:GetFunction", Function);
        var allow = Given.Statement("lambda:GetFunction", "*");
        var deny = Given.Statement("lambda:*", Function) with { Effect = PolicyEffect.Deny };

        Assert.Equal(AccessDecision.ImplicitlyDenied, Decide(check));
        Assert.Equal(AccessDecision.ImplicitlyDenied, Decide(check, Given.Statement("lambda:GetPolicy", "*")));
        Assert.Equal(AccessDecision.Allowed, Decide(check, allow));
        Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(check, deny));
        Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(check, deny, allow));
        Assert.Equal(AccessDecision.ExplicitlyDenied, Decide(check, allow, deny));
    }

    [Theory]
    [InlineData("lambda:GetFunction", true)]
    [InlineData("LAMBDA:getfunction", true)]
    [InlineData("*", true)]
    [InlineData("lambda:*", true)]
    [InlineData("lambda:Get*", true)]
    [InlineData("lambda:G?tFunction", true)]
    [InlineData("*:*Function", true)]
    [InlineData("lambda:GetFunctionConfiguration", false)]
    [InlineData("lambda:GetFunctio", false)]
    [InlineData("lambda:GetFunction?", false)]
    [InlineData("s3:*", false)]
    public void An_action_is_matched_with_wildcards_and_without_case(string action, bool allowed) =>
        Assert.Equal(allowed, IsAllowed(new AccessCheck("lambda:GetFunction", Function), Given.Statement(action, "*")));

    [Theory]
    [InlineData("*", true)]
    [InlineData(Function, true)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:*", true)]
    [InlineData("arn:aws:lambda:*:*:function:ord??s", true)]
    [InlineData("arn:*:lambda:us-east-1:123456789012:*", true)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:Orders", false)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:orders:*", false)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:orders", false)]
    [InlineData("arn:aws:*:function:orders", false)]
    [InlineData("arn:*", false)]
    public void A_resource_is_matched_part_by_part_with_case(string resource, bool allowed) =>
        Assert.Equal(allowed, IsAllowed(new AccessCheck("lambda:GetFunction", Function), Given.Statement("*", resource)));

    [Fact]
    public void The_last_part_of_an_ARN_may_have_colons_that_a_wildcard_reaches_over() =>
        Assert.True(IsAllowed(new AccessCheck("lambda:GetFunction", Function + ":live"), Given.Statement("*", "arn:aws:lambda:us-east-1:123456789012:function:*")));

    [Fact]
    public void What_cannot_be_limited_to_a_resource_is_allowed_by_a_star_only()
    {
        var check = new AccessCheck("lambda:ListFunctions", "*");

        Assert.True(IsAllowed(check, Given.Statement("lambda:ListFunctions", "*")));
        Assert.False(IsAllowed(check, Given.Statement("lambda:ListFunctions", "arn:aws:lambda:us-east-1:123456789012:function:*")));
    }

    [Theory]
    [InlineData("ArnLike", "arn:aws:lambda:*:*:function:ord*", true, false)]
    [InlineData("ArnLike", "arn:aws:lambda:*:*:function:watchdog-*", false, false)]
    [InlineData("ArnEquals", "arn:aws:lambda:*:123456789012:function:orders", true, false)]
    [InlineData("ArnNotLike", "arn:aws:lambda:*:*:function:ord*", false, true)]
    [InlineData("ArnNotEquals", "arn:aws:lambda:*:*:function:watchdog-*", true, true)]
    [InlineData("ArnLikeIfExists", "arn:aws:lambda:*:*:function:ord*", true, true)]
    [InlineData("ArnLikeIfExists", "arn:aws:lambda:*:*:function:watchdog-*", false, true)]
    [InlineData("StringEquals", Function, true, false)]
    [InlineData("StringEquals", "arn:aws:lambda:*", false, false)]
    [InlineData("StringNotEquals", Function, false, true)]
    [InlineData("StringLike", "arn:*:orders", true, false)]
    [InlineData("StringLike", "ARN:*:orders", false, false)]
    [InlineData("StringNotLike", "*orders", false, true)]
    [InlineData("ForAllValues:StringEquals", Function, true, true)]
    [InlineData("ForAllValues:StringEquals", "another", false, true)]
    [InlineData("ForAnyValue:StringLike", "arn:*:orders", true, false)]
    [InlineData("ForAnyValue:StringNotLike", "another", true, false)]
    public void A_condition_holds_for_a_value_or_for_the_lack_of_one(string name, string value, bool holds, bool holdsWithout)
    {
        var statement = Given.Statement("*", "*") with { Conditions = [new PolicyCondition(Given.Operator(name), "lambda:functionarn", [value])] };
        var without = new AccessCheck("lambda:UpdateEventSourceMapping", "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:one");
        var with = without with { Context = new Dictionary<string, string> { ["lambda:FunctionArn"] = Function } };

        Assert.Equal((holds, holdsWithout), (IsAllowed(with, statement), IsAllowed(without, statement)));
    }

    [Theory]
    [InlineData("Bool", "aws:SecureTransport", "true")]
    [InlineData("StringEquals", "aws:RequestedRegion", "us-east-1")]
    [InlineData("StringEquals", "aws:PrincipalAccount", "123456789012")]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/watch*")]
    public void Every_request_says_who_sent_it_where_to_and_that_it_was_encrypted(string name, string key, string value)
    {
        var check = new AccessCheck("lambda:ListFunctions", "*");
        var statement = Given.Statement("*", "*") with { Conditions = [new PolicyCondition(Given.Operator(name), key, [value])] };

        Assert.True(IsAllowed(check, statement));
        Assert.False(IsAllowed(check, statement with { Conditions = [new PolicyCondition(Given.Operator(name), key, ["another"])] }));
    }

    [Fact]
    public void Of_several_values_one_has_to_match_and_of_several_conditions_all_have_to_hold()
    {
        var check = new AccessCheck("lambda:ListFunctions", "*");
        var region = new PolicyCondition(Given.Operator("StringEquals"), "aws:RequestedRegion", ["eu-west-1", "us-east-1"]);
        var plain = new PolicyCondition(Given.Operator("Bool"), "aws:SecureTransport", ["false"]);
        var statement = Given.Statement("*", "*");

        Assert.True(IsAllowed(check, statement with { Conditions = [region] }));
        Assert.False(IsAllowed(check, statement with { Conditions = [region, plain] }));
        Assert.False(IsAllowed(check, statement with { Conditions = [region with { Operator = Given.Operator("StringNotEquals") }] }));
    }

    [Theory]
    [InlineData("NumericLessThan")]
    [InlineData("ForSomeValues:StringEquals")]
    [InlineData("arnlike")]
    [InlineData("Null")]
    public void An_operator_that_is_not_known_is_none(string name) => Assert.Null(ConditionOperator.Find(name));

    private static bool IsAllowed(AccessCheck check, PolicyStatement statement) => Decide(check, statement) == AccessDecision.Allowed;

    private static AccessDecision Decide(AccessCheck check, params PolicyStatement[] statements) => Given.Principal(statements).Decide(check, "us-east-1");
}
