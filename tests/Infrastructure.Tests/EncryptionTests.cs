using System.Text.Json.Nodes;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

/// <summary>What a KMS key of one's own encrypts, who may use it, and who may publish to the topic.</summary>
public sealed class EncryptionTests
{
    private const string Key = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-1111-2222-3333-444455556666";

    [Fact]
    public async Task With_a_key_everything_that_is_kept_is_encrypted_with_it()
    {
        var stack = await PlainTemplate.ForStackAsync(("KmsKeyArn", Key));
        var table = stack.Properties("StateTable")["SSESpecification"]!;
        Assert.Equal(("KMS", Key), ((string?)table["SSEType"], (string?)table["KMSMasterKeyId"]));
        Assert.Equal(Key, (string?)stack.Properties("NotificationTopic")["KmsMasterKeyId"]);
        Assert.All(stack.Resources("AWS::SQS::Queue").Values, q => Assert.Equal((Key, null), ((string?)q["KmsMasterKeyId"], q["SqsManagedSseEnabled"])));
        Assert.Equal(5, stack.Resources("AWS::Logs::LogGroup").Count);
        Assert.All(stack.Resources("AWS::Logs::LogGroup").Values, l => Assert.Equal(Key, (string?)l["KmsKeyId"]));
    }

    [Fact]
    public async Task Without_one_nothing_names_a_key_and_no_role_may_use_one()
    {
        var stack = await PlainTemplate.ForStackAsync();
        Assert.True((bool)stack.Properties("StateTable")["SSESpecification"]!["SSEEnabled"]!);
        Assert.True((bool)stack.Properties("CircuitBreakerDeadLetters")["SqsManagedSseEnabled"]!);
        var all = new[] { "AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Logs::LogGroup", "AWS::IAM::Role" }
            .SelectMany(t => stack.Resources(t).Values).Select(r => r.ToJsonString());
        Assert.All(all, r => Assert.DoesNotContain("kms", r, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Each_role_may_use_the_key_through_the_services_that_the_function_writes_to_and_in_no_other_way()
    {
        var roles = (await PlainTemplate.ForStackAsync(("KmsKeyArn", Key))).Resources("AWS::IAM::Role");
        Assert.Equal(5, roles.Count);
        Assert.All(roles, role =>
        {
            var statement = Assert.Single(Statements(role.Value), s => s.ToJsonString().Contains("kms:", StringComparison.Ordinal));
            Assert.Equal(("Allow", Key), ((string?)statement["Effect"], (string?)statement["Resource"]));
            string[] services = role.Key == "CircuitBreakerRole" ? ["dynamodb", "sns", "sqs"] : ["dynamodb", "sns"];
            Assert.Equal(
                services.Select(s => $"{s}.us-east-1.amazonaws.com"), statement["Condition"]!["StringEquals"]!["kms:ViaService"]!.AsArray().Select(v => (string)v!));
            Assert.DoesNotContain("kms:CreateGrant", statement["Action"]!.AsArray().Select(a => (string)a!));
        });
    }

    [Fact]
    public async Task Only_this_accounts_alarms_and_identities_may_publish_to_the_topic_and_only_over_TLS()
    {
        var policy = (await PlainTemplate.ForStackAsync()).Properties("NotificationTopicPolicy")["PolicyDocument"]!;
        var publishing = policy["Statement"]!.AsArray().Where(s => s!["Action"]!.ToJsonString().Contains("sns:Publish", StringComparison.Ordinal)).ToList();
        var allowed = publishing.Where(s => (string?)s!["Effect"] == "Allow").ToList();
        Assert.Equal(
            ["""{"AWS":"arn:aws:iam::123456789012:root"}""", """{"Service":"cloudwatch.amazonaws.com"}"""],
            allowed.Select(s => s!["Principal"]!.ToJsonString()));
        var condition = allowed[1]!["Condition"]!;
        Assert.Equal("123456789012", (string?)condition["StringEquals"]!["aws:SourceAccount"]);
        Assert.Equal("arn:aws:cloudwatch:us-east-1:123456789012:alarm:*", (string?)condition["ArnLike"]!["aws:SourceArn"]);
        var denied = Assert.Single(publishing, s => (string?)s!["Effect"] == "Deny")!;
        Assert.Equal("false", (string?)denied["Condition"]!["Bool"]!["aws:SecureTransport"]);
    }

    [Fact]
    public async Task Only_the_table_outlives_the_stack_and_no_role_has_a_name_that_would_need_a_further_capability()
    {
        var resources = (await PlainTemplate.LoadAsync())["Resources"]!.AsObject();
        Assert.Equal(
            ["StateTable"], resources.Where(r => (string?)r.Value!["DeletionPolicy"] is { } p && p.StartsWith("Retain", StringComparison.Ordinal)).Select(r => r.Key));
        var named = resources.Where(r => ((string)r.Value!["Type"]!).StartsWith("AWS::IAM::", StringComparison.Ordinal))
            .Where(r => r.Value!["Properties"]!.AsObject().Any(p => p.Key is "RoleName" or "ManagedPolicyName" or "UserName" or "GroupName"));
        Assert.Empty(named);
    }

    private static IEnumerable<JsonNode> Statements(JsonObject role) =>
        role["Policies"]!.AsArray().SelectMany(p => p!["PolicyDocument"]!["Statement"]!.AsArray()).Select(s => s!);
}
