using Watchdog.Aws.Versions;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Tests.Versions;

public sealed class PolicyTriggersTests
{
    private const string Account = "us-east-1:123456789012";

    [Theory]
    [InlineData("s3", "arn:aws:s3:::uploads", ResourceKind.Bucket, "uploads")]
    [InlineData("sns", $"arn:aws:sns:{Account}:alerts", ResourceKind.Topic, "alerts")]
    [InlineData("events", $"arn:aws:events:{Account}:rule/nightly", ResourceKind.Rule, "nightly")]
    [InlineData("events", $"arn:aws:events:{Account}:rule/shop/paid", ResourceKind.Rule, "shop/paid")]
    [InlineData("s3", "arn:aws-cn:s3:::uploads", ResourceKind.Bucket, "uploads")]
    public void A_bucket_topic_or_rule_is_a_trigger(string service, string sourceArn, ResourceKind kind, string name) =>
        Assert.Equal([new PushTrigger(new(kind, name), sourceArn, "f", "live")], Of(Statement(service, sourceArn)));

    [Theory]
    [InlineData("apigateway", "arn:aws:execute-api:us-east-1:123456789012:abc/*/GET/x")]
    [InlineData("logs", "arn:aws:logs:us-east-1:123456789012:log-group:x")]
    [InlineData("s3", $"arn:aws:sns:{Account}:alerts")] // S3 does not speak for topics.
    [InlineData("s3", "arn:aws:s3:::*")]
    [InlineData("events", $"arn:aws:events:{Account}:rule/night*")]
    [InlineData("sns", "alerts")]
    public void Other_services_and_sources_that_name_nobody_are_left_out(string service, string sourceArn) =>
        Assert.Empty(Of(Statement(service, sourceArn)));

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction"}""")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Condition":{"StringEquals":{"AWS:SourceAccount":"123456789012"}}}""")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"lambda:InvokeFunction","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::uploads"}}}""")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction"}""")]
    [InlineData("""{"Effect":"Deny","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::uploads"}}}""")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:GetFunction","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::uploads"}}}""")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Condition":{"ArnNotLike":{"AWS:SourceArn":"arn:aws:s3:::uploads"}}}""")]
    public void A_statement_that_lets_no_named_source_call_is_no_trigger(string statement) => Assert.Empty(Of(statement));

    [Fact]
    public void What_may_be_one_or_several_is_read_either_way_and_a_source_counts_once()
    {
        const string several = """
            {"Effect":"Allow","Principal":{"Service":["sns.amazonaws.com","s3.amazonaws.com"]},"Action":["lambda:invokeFunction"],
             "Condition":{"ArnEquals":{"aws:SourceArn":["arn:aws:s3:::a","arn:aws:s3:::b"]}}}
            """;
        Assert.Equal(["a", "b"], PolicyTriggers.Of("f", null, $$"""{"Statement":{{several}}}""").Select(t => t.Source.Name));
        Assert.Equal(["a", "b"], Of(several + "," + Statement("s3", "arn:aws:s3:::b")).Select(t => t.Source.Name));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    public void A_policy_that_is_no_object_is_an_error_that_names_the_function(string policy)
    {
        var error = Assert.Throws<InvalidDataException>(() => PolicyTriggers.Of("orders", null, policy));
        Assert.Contains("orders", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PushTrigger> Of(string statements) =>
        PolicyTriggers.Of("f", "live", $$"""{"Version":"2012-10-17","Id":"default","Statement":[{{statements}}]}""");

    private static string Statement(string service, string sourceArn) =>
        $$"""
        {"Sid":"s","Effect":"Allow","Principal":{"Service":"{{service}}.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"r",
         "Condition":{"StringEquals":{"AWS:SourceAccount":"123456789012"},"ArnLike":{"AWS:SourceArn":"{{sourceArn}}"} } }
        """;
}
