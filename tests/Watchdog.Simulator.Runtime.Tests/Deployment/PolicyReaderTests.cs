using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Runtime.Tests.Support;
using Watchdog.Simulator.Wire.Authorization;

namespace Watchdog.Simulator.Runtime.Tests.Deployment;

public sealed class PolicyReaderTests
{
    private const string Place = "small.yaml: Resources.Watcher.Properties.Policies";

    [Fact]
    public void A_function_has_the_statements_of_its_policies_with_everything_resolved()
    {
        var stack = TestStack.Build();
        var statements = stack.Function("Watcher").Policies.SelectMany(p => p.Statements).ToList();

        Assert.Equal(["Read", "Tell", null], statements.Select(s => s.Sid));
        Assert.Equal([PolicyEffect.Allow, PolicyEffect.Allow, PolicyEffect.Deny], statements.Select(s => s.Effect));
        Assert.Equal(("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/watchdog-State"), (statements[0].Actions[0], statements[0].Resources[0]));
        Assert.Equal(Assert.Single(stack.Topics).Arn, Assert.Single(statements[1].Resources));
        var condition = Assert.Single(statements[2].Conditions);
        Assert.Equal(("ArnLike", "lambda:FunctionArn"), (condition.Operator.Name, condition.Key));
        Assert.Equal("arn:aws:lambda:*:*:function:watchdog-*", Assert.Single(condition.Values));
    }

    [Fact]
    public void A_statement_may_depend_on_a_parameter() =>
        Assert.DoesNotContain(TestStack.Build(("BreakerMode", "alert")).Function("Watcher").Policies.SelectMany(p => p.Statements), s => s.Sid == "Tell");

    [Fact]
    public void A_function_without_policies_may_do_nothing()
    {
        var breaker = StackDeployer.PrincipalOf(TestStack.Build().Function("CircuitBreaker"));

        Assert.Equal(AccessDecision.ImplicitlyDenied, breaker.Decide(new AccessCheck("sns:Publish", "arn:aws:sns:us-east-1:123456789012:any"), "us-east-1"));
        Assert.Matches("^arn:aws:sts::123456789012:assumed-role/watchdog-CircuitBreakerRole-[0-9A-F]{12}/watchdog-CircuitBreaker$", breaker.SessionArn);
    }

    [Theory]
    [InlineData("AWSLambdaBasicExecutionRole", $"{Place}[0]: is \"AWSLambdaBasicExecutionRole\": managed policies are not supported; write the statements here.")]
    [InlineData("DynamoDBReadPolicy: {TableName: !Ref State}", $"{Place}[0]: is the SAM policy template DynamoDBReadPolicy: these are not supported; write the statements here.")]
    [InlineData("{Statement: {Effect: Allow, Action: '*', Resource: '*'}}", $"{Place}[0].Version: is missing; it must be 2012-10-17.")]
    [InlineData("{Version: '2012-10-17', Statement: []}", $"{Place}[0].Statement: must be a statement, or a list of some.")]
    public void A_policy_whose_text_is_not_in_the_template_is_refused(string policy, string message) =>
        Assert.Equal(message, Error("        - Version: '2012-10-17'\n          Statement:\n            - {Sid: Read", $"        - {policy}\n        - Version: '2012-10-17'\n          Statement:\n            - {{Sid: Read"));

    [Theory]
    [InlineData("Effect: Deny", "Effect: Forbid", "[1].Statement.Effect: is Forbid; it must be Allow or Deny.")]
    [InlineData("Effect: Deny", "Principal: '*'", "[1].Statement.Principal: is not supported; read are Sid, Effect, Action, Resource, Condition.")]
    [InlineData("            Action: lambda:Update", "            NotAction: lambda:Update", "[1].Statement.NotAction: is not supported; read are Sid, Effect, Action, Resource, Condition.")]
    [InlineData("Action: dynamodb:GetItem", "Action: GetItem", "[0].Statement[0].Action: has GetItem; an action is SERVICE:ACTION.")]
    [InlineData("            Resource: '*'\n", "", "[1].Statement.Resource: must be a string, or a list of strings.")]
    [InlineData("            Resource: '*'\n", "            Resource: arn:aws:s3:::home/${aws:username}\n", "[1].Statement.Resource: has arn:aws:s3:::home/${aws:username}; policy variables are not supported.")]
    [InlineData("ArnLike:", "IpAddress:", "[1].Statement.Condition.IpAddress: is not supported; operators are ArnEquals, ArnNotEquals, ArnLike, ArnNotLike, StringEquals, StringNotEquals, StringLike, StringNotLike, Bool, each also with IfExists behind it and with ForAllValues: or ForAnyValue: before it.")]
    [InlineData("ArnLike: {lambda:FunctionArn:", "ArnLike: {lambda:FuntionArn:", "[1].Statement.Condition.ArnLike.lambda:FuntionArn: is a condition key that is not known here; known are aws:PrincipalAccount, aws:PrincipalArn, aws:RequestedRegion, aws:SecureTransport, cloudwatch:namespace, dynamodb:LeadingKeys, kms:ViaService, lambda:FunctionArn.")]
    [InlineData("Action: lambda:UpdateEventSourceMapping", "Action: lambda:*", "[1].Statement.Condition.ArnLike.lambda:FunctionArn: is known of lambda:GetEventSourceMapping, lambda:UpdateEventSourceMapping only; the statement is about lambda:*.")]
    public void What_cannot_be_evaluated_is_refused_with_its_place(string part, string replacement, string message) =>
        Assert.Equal(Place + message, Error(part, replacement));

    /// <summary>Both would change what a function may do beside its policies.</summary>
    [Theory]
    [InlineData("Role: arn:aws:iam::123456789012:role/another")]
    [InlineData("PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary")]
    public void What_decides_beside_the_policies_is_refused(string property) =>
        Assert.Contains("is not supported;", Error("Timeout: 120", $"Timeout: 120\n      {property}"), StringComparison.Ordinal);

    private static string Error(string part, string replacement) =>
        Assert.Throws<DeploymentException>(() => TestStack.BuildWith(part, replacement)).Message;
}
