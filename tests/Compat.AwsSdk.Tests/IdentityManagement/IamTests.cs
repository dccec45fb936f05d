using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.IdentityManagement;

/// <summary>moto does not simulate policies; the answers' bytes follow AWS's API model.</summary>
public sealed class IamTests
{
    private const string Simulated = """
        <SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <SimulatePrincipalPolicyResult>
            <IsTruncated>true</IsTruncated>
            <Marker>next</Marker>
            <EvaluationResults>
              <member>
                <EvalActionName>sqs:SendMessage</EvalActionName>
                <EvalResourceName>arn:aws:sqs:us-east-1:1:a</EvalResourceName>
                <EvalDecision>allowed</EvalDecision>
                <MatchedStatements><member><SourcePolicyId>p</SourcePolicyId></member></MatchedStatements>
                <MissingContextValues/>
                <ResourceSpecificResults>
                  <member><EvalResourceName>arn:aws:sqs:us-east-1:1:b</EvalResourceName><EvalResourceDecision>implicitDeny</EvalResourceDecision></member>
                </ResourceSpecificResults>
              </member>
            </EvaluationResults>
          </SimulatePrincipalPolicyResult>
          <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
        </SimulatePrincipalPolicyResponse>
        """;

    [Fact]
    public async Task SimulatePrincipalPolicy_is_the_request_that_botocore_makes_and_its_answer_is_read()
    {
        await using var aws = new Responder(new Answer(Simulated));
        var response = await Clients.Iam(aws.Url).SimulatePrincipalPolicyAsync(
            new SimulatePrincipalPolicyRequest
            {
                PolicySourceArn = "arn:aws:iam::123456789012:role/service/r",
                ActionNames = ["sqs:SendMessage"],
                ResourceArns = ["arn:aws:sqs:us-east-1:1:a", "arn:aws:sqs:us-east-1:1:b"],
                MaxItems = 10,
                Marker = "m",
            },
            TestContext.Current.CancellationToken);
        await BotocoreJudge.AgreesAsync("iam", "SimulatePrincipalPolicy", "query", """
            {"PolicySourceArn": "arn:aws:iam::123456789012:role/service/r", "ActionNames": ["sqs:SendMessage"],
             "ResourceArns": ["arn:aws:sqs:us-east-1:1:a", "arn:aws:sqs:us-east-1:1:b"], "MaxItems": 10, "Marker": "m"}
            """, aws.Request);

        Assert.True(response.IsTruncated);
        Assert.Equal("next", response.Marker);
        var result = Assert.Single(response.EvaluationResults!);
        Assert.Same(PolicyEvaluationDecisionType.Allowed, result.EvalDecision);
        Assert.Null(result.MissingContextValues);
        Assert.Same(PolicyEvaluationDecisionType.ImplicitDeny, Assert.Single(result.ResourceSpecificResults!).EvalResourceDecision);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_a_NoSuchEntityException()
    {
        const string body = """<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no role</Message></Error><RequestId>r-2</RequestId></ErrorResponse>""";
        await using var aws = new Responder(new Answer(body, 404));
        var error = await Assert.ThrowsAsync<NoSuchEntityException>(() => Clients.Iam(aws.Url).SimulatePrincipalPolicyAsync(
            new SimulatePrincipalPolicyRequest { PolicySourceArn = "arn:aws:iam::1:role/r" }, TestContext.Current.CancellationToken));
        Assert.Equal("no role", error.Message);
        Assert.Equal("r-2", error.RequestId);
    }
}
