using Watchdog.Aws.Account;

namespace Watchdog.Aws.Tests.Account;

public sealed class QueueMappings
{
    [Theory]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:1:d","maxReceiveCount":5}""")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:1:d","maxReceiveCount":"5"}""")]
    public void A_redrive_policy_has_its_count_as_number_or_text(string policy) =>
        Assert.Equal(5, QueueMapping.ToQueue("http://q/1/x", Attributes(policy)).Redrive!.MaxReceiveCount);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_redrive_policy_of_another_form_is_an_error_that_names_the_queue(string policy)
    {
        var error = Assert.Throws<InvalidDataException>(() => QueueMapping.ToQueue("http://q/1/x", Attributes(policy)));
        Assert.StartsWith("Queue x has the RedrivePolicy", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Attributes(string policy) => new()
    {
        ["QueueArn"] = "arn:aws:sqs:us-east-1:1:x",
        ["VisibilityTimeout"] = "30",
        ["MessageRetentionPeriod"] = "60",
        ["RedrivePolicy"] = policy,
    };
}
