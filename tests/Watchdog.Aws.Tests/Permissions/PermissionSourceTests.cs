using System.Web;
using Watchdog.Aws.Permissions;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Permissions;

/// <summary>moto does not simulate policies; the answers' bytes follow AWS's API model.</summary>
public sealed class PermissionSourceTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:work";
    private const string OtherQueue = "arn:aws:sqs:us-east-1:123456789012:other";
    private const string Stream = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";
    private const string Table = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
    private const string Bucket = "arn:aws:s3:::uploads";

    [Theory]
    [InlineData(Queue, "sqs:SendMessage", Queue)]
    [InlineData("arn:aws:sns:us-east-1:123456789012:t", "sns:Publish", "arn:aws:sns:us-east-1:123456789012:t")]
    [InlineData("arn:aws:kinesis:us-east-1:123456789012:stream/s", "kinesis:PutRecord", "arn:aws:kinesis:us-east-1:123456789012:stream/s")]
    [InlineData(Table, "dynamodb:PutItem", Table)]
    [InlineData(Stream, "dynamodb:PutItem", Table)]
    [InlineData(Bucket, "s3:PutObject", "arn:aws:s3:::uploads/*")]
    public async Task Each_kind_of_resource_is_asked_about_with_the_action_that_writes_to_it(string arn, string action, string asked)
    {
        await using var iam = new Responder(new Answer(Page((asked, "allowed"))));
        Assert.Equal([arn], (await Ask(iam, arn))!);
        var form = HttpUtility.ParseQueryString(iam.Request.Body);
        Assert.Equal((Role, action, asked), (form["PolicySourceArn"], form["ActionNames.member.1"], form["ResourceArns.member.1"]));
    }

    [Fact]
    public async Task Only_what_is_allowed_comes_back_over_all_pages()
    {
        await using var iam = new Responder(
            new(Page((Queue, "implicitDeny")).Replace("<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated><Marker>next</Marker>", StringComparison.Ordinal)),
            new(Page((OtherQueue, "allowed"))));
        Assert.Equal([OtherQueue], (await Ask(iam, Queue, OtherQueue))!);
        Assert.Equal("next", HttpUtility.ParseQueryString(iam.Request.Body)["Marker"]);
    }

    [Fact]
    public async Task Of_several_resources_in_one_result_each_has_its_own_decision()
    {
        var body = Page(("*", "explicitDeny")).Replace(
            "</EvalDecision>",
            $"</EvalDecision><ResourceSpecificResults>{Specific(Queue, "allowed")}{Specific(OtherQueue, "explicitDeny")}</ResourceSpecificResults>",
            StringComparison.Ordinal);
        await using var iam = new Responder(new Answer(body));
        Assert.Equal([Queue], (await Ask(iam, Queue, OtherQueue))!);
    }

    [Fact]
    public async Task Different_kinds_are_asked_about_apart_and_many_in_batches()
    {
        await using var iam = new Responder(Enumerable.Repeat(new Answer(Page()), 4).ToArray());
        var queues = Enumerable.Range(0, 101).Select(i => $"{Queue}{i}");
        Assert.Empty((await Ask(iam, [.. queues, Bucket]))!);
        Assert.Equal(
            [("sqs:SendMessage", 50), ("sqs:SendMessage", 50), ("sqs:SendMessage", 1), ("s3:PutObject", 1)],
            iam.Requests.Select(r => HttpUtility.ParseQueryString(r.Body)).Select(f => (f["ActionNames.member.1"]!, f.AllKeys.Count(k => k!.StartsWith("ResourceArns.", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData("AccessDenied", 403)]
    [InlineData("NoSuchEntity", 404)]
    public async Task When_IAM_does_not_say_the_answer_is_unknown_and_not_no(string code, int status)
    {
        await using var iam = new Responder(new Answer($"<ErrorResponse><Error><Code>{code}</Code><Message>m</Message></Error></ErrorResponse>", status));
        Assert.Null(await Ask(iam, Queue));
    }

    [Fact]
    public async Task An_ARN_of_another_kind_is_an_error_and_nothing_is_asked()
    {
        await using var iam = new Responder();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Ask(iam, Queue, "arn:aws:lambda:us-east-1:1:function:f"));
        Assert.Contains("arn:aws:lambda:us-east-1:1:function:f", error.Message, StringComparison.Ordinal);
        Assert.Empty(iam.Requests);
    }

    private static Task<IReadOnlySet<string>?> Ask(Responder iam, params string[] arns) =>
        new PermissionSource(Clients.Iam(iam.Url)).WritableAsync(Role, arns, TestContext.Current.CancellationToken);

    private static string Page(params (string Arn, string Decision)[] results) =>
        "<SimulatePrincipalPolicyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>" +
        string.Concat(results.Select(r =>
            $"<member><EvalActionName>a</EvalActionName><EvalResourceName>{r.Arn}</EvalResourceName><EvalDecision>{r.Decision}</EvalDecision></member>")) +
        "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";

    private static string Specific(string arn, string decision) =>
        $"<member><EvalResourceName>{arn}</EvalResourceName><EvalResourceDecision>{decision}</EvalResourceDecision></member>";
}
