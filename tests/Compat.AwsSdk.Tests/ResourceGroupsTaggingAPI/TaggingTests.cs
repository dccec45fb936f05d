using Amazon.ResourceGroupsTaggingAPI;
using Amazon.ResourceGroupsTaggingAPI.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.ResourceGroupsTaggingAPI;

public sealed class TaggingTests(MotoServer moto)
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResources_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer("{}"));
        using var client = Clients.Tagging(aws.Url);
        await client.GetResourcesAsync(
            new()
            {
                TagFilters = [new() { Key = "watchdog:alarm", Values = ["true"] }, new() { Key = "team" }], ResourceTypeFilters = ["lambda:function", "sqs"],
                ResourcesPerPage = 100, PaginationToken = "t",
            },
            _token);
        await BotocoreJudge.AgreesAsync("resourcegroupstaggingapi", "GetResources", "json", """
            {"TagFilters": [{"Key": "watchdog:alarm", "Values": ["true"]}, {"Key": "team"}], "ResourceTypeFilters": ["lambda:function", "sqs"],
             "ResourcesPerPage": 100, "PaginationToken": "t"}
            """, aws.Request);
    }

    [Fact]
    public async Task GetResources_by_ARN_is_the_request_that_botocore_makes()
    {
        await using var aws = new Responder(new Answer("{}"));
        using var client = Clients.Tagging(aws.Url);
        await client.GetResourcesAsync(new() { ResourceARNList = ["arn:aws:sqs:us-east-1:123456789012:work"], TagsPerPage = 200 }, _token);
        await BotocoreJudge.AgreesAsync(
            "resourcegroupstaggingapi", "GetResources", "json", """{"ResourceARNList": ["arn:aws:sqs:us-east-1:123456789012:work"], "TagsPerPage": 200}""", aws.Request);
    }

    [Fact]
    public async Task A_queue_is_found_by_its_tag_and_shown_with_all_of_them()
    {
        var made = await moto.SeedAsync("compat-tagging-");
        using var sqs = Clients.Sqs(moto.Url);
        await sqs.TagQueueAsync(new() { QueueUrl = (string)made["work"]!, Tags = new() { ["team"] = "shop", ["watchdog:breaker"] = "trip" } }, _token);
        using var client = Clients.Tagging(moto.Url);
        var answer = await client.GetResourcesAsync(
            new() { TagFilters = [new() { Key = "watchdog:breaker", Values = ["trip"] }], ResourceTypeFilters = ["sqs"] }, _token);
        var found = Assert.Single(answer.ResourceTagMappingList!, r => r.ResourceARN == (string?)made["workArn"]);
        Assert.Equal(["team=shop", "watchdog:breaker=trip"], found.Tags!.Select(t => $"{t.Key}={t.Value}").Order());
        Assert.True(string.IsNullOrEmpty(answer.PaginationToken));
    }

    [Theory]
    [InlineData("InvalidParameterException", typeof(InvalidParameterException))]
    [InlineData("PaginationTokenExpiredException", typeof(PaginationTokenExpiredException))]
    [InlineData("AccessDeniedException", typeof(AmazonResourceGroupsTaggingAPIException))]
    public async Task An_error_is_an_exception_of_its_own(string code, Type type)
    {
        await using var aws = new Responder(new Answer($$"""{"__type":"{{code}}","Message":"no"}""", 400));
        using var client = Clients.Tagging(aws.Url);
        var error = await Assert.ThrowsAsync(type, () => client.GetResourcesAsync(new(), _token));
        Assert.Equal((code, "no"), (((AmazonResourceGroupsTaggingAPIException)error).ErrorCode, error.Message));
    }
}
