using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

public sealed class ParameterTests
{
    [Fact]
    public void Every_parameter_has_a_label_for_whoever_deploys_by_hand()
    {
        var labels = Template.Map(Template.Root, "Metadata", "AWS::CloudFormation::Interface", "ParameterLabels").Children;
        Assert.Equal(
            Template.Map(Template.Root, "Parameters").Children.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal),
            labels.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal));
        Assert.All(labels.Values, l => Assert.NotEqual("", l["default"].ToString()));
    }

    [Fact]
    public void Every_parameter_is_in_the_notes_on_deployment()
    {
        var notes = Repository.Read("docs", "deployment.md");
        Assert.All(Template.Map(Template.Root, "Parameters").Children, p =>
        {
            // An empty default is "none" there.
            var value = p.Value["Default"].ToString() is { Length: > 0 } text ? text : "none";
            Assert.Matches($@"(?m)^\| `{p.Key}` \| `?{Regex.Escape(value)}`? \| ", notes);
        });
    }

    [Theory]
    [InlineData("NotificationEmail", "", true)]
    [InlineData("NotificationEmail", "on-call@example.com", true)]
    [InlineData("NotificationEmail", "on-call", false)]
    [InlineData("KmsKeyArn", "", true)]
    [InlineData("KmsKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1111-2222-3333-444455556666", true)]
    [InlineData("KmsKeyArn", "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-0a1b2c3d111122223333444455556666", true)]
    [InlineData("KmsKeyArn", "arn:aws:kms:eu-west-1:123456789012:alias/watchdog", false)]
    [InlineData("KmsKeyArn", "0a1b2c3d-1111-2222-3333-444455556666", false)]
    [InlineData("PagingTopicArn", "", true)]
    [InlineData("PagingTopicArn", "arn:aws:sns:eu-west-1:123456789012:pager", true)]
    [InlineData("PagingTopicArn", "arn:aws:sns:eu-west-1:123456789012:pager.fifo", false)]
    [InlineData("PagingTopicArn", "arn:aws:sqs:eu-west-1:123456789012:pager", false)]
    public void A_value_that_would_fail_later_is_refused_before_anything_is_created(string parameter, string value, bool accepted)
    {
        var pattern = Template.Map(Template.Root, "Parameters", parameter)["AllowedPattern"].ToString();
        // CloudFormation matches the whole value.
        Assert.Equal(accepted, Regex.IsMatch(value, $"^(?:{pattern})$"));
    }
}
