using Watchdog.Aws.Alarms;
using Watchdog.Aws.Tests.Support;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Alarms;

public sealed class AlarmRequestsTests(MotoServer moto)
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_of_several_kinds_ask_by_their_tag()
    {
        var made = await moto.SeedAsync("asking-");
        // moto lists neither streams nor, where they run without Docker, functions.
        string[] asking = [(string)made["workArn"]!, "arn:aws:dynamodb:us-east-1:123456789012:table/asking-orders"];
        await AwsCli.RunAsync(moto.Url, "sqs", "tag-queue", "--queue-url", (string)made["work"]!, "--tags", "watchdog:alarm=true");
        await AwsCli.RunAsync(moto.Url, "sqs", "tag-queue", "--queue-url", (string)made["inbox"]!, "--tags", "watchdog:alarm=false");
        await AwsCli.RunAsync(moto.Url, "dynamodb", "tag-resource", "--resource-arn", asking[1], "--tags", "Key=watchdog:alarm,Value=true");
        using var tagging = Clients.Tagging(moto.Url);
        var found = (await new AlarmRequests(tagging).ReadAsync(_token)).Select(a => $"{a}").Where(a => a.Contains("asking-", StringComparison.Ordinal));
        Assert.Equal(asking.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_page_is_read_also_behind_an_empty_one()
    {
        await using var aws = new Responder(
            new Answer("""{"PaginationToken":"t","ResourceTagMappingList":[{"ResourceARN":"arn:aws:sqs:us-east-1:123456789012:a","Tags":[]}]}"""),
            new Answer("""{"PaginationToken":"u","ResourceTagMappingList":[]}"""),
            new Answer("""{"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"arn:aws:sqs:us-east-1:123456789012:b"}]}"""));
        using var tagging = Clients.Tagging(aws.Url);
        Assert.Equal(["a", "b"], (await new AlarmRequests(tagging).ReadAsync(_token)).Select(a => a.Resource));
        Assert.Contains("\"PaginationToken\":\"u\"", aws.Request.Body, StringComparison.Ordinal);
        Assert.Contains("""{"Key":"watchdog:alarm","Values":["true"]}""", aws.Request.Body, StringComparison.Ordinal);
    }
}
