using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Tagging;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Tagging;

public sealed class TaggingTests
{
    private const string Script =
        """
        rt = client('resourcegroupstaggingapi')
        def found(**filters):
            return [[r['ResourceARN'].split(':', 5)[5] for r in p['ResourceTagMappingList']] for p in rt.get_paginator('get_resources').paginate(**filters)]
        def asks(*values):
            return [{'Key': 'watchdog:alarm', 'Values': list(values)}]

        """;

    private static async Task<TestWire> TaggedAsync(TaggingOptions? options = null)
    {
        var wire = await TestWire.StartAsync(tagging: options);
        wire.AddFunction("a").Tags.Add("watchdog:alarm", "true");
        wire.AddFunction("b").Tags.Add("watchdog:alarm", "false");
        wire.AddFunction("c");
        wire.AddQueue("work").Tags.Add("watchdog:alarm", "true");
        wire.AddStream("clicks").Tags.Add("watchdog:alarm", "true");
        var orders = wire.AddStream("orders", StreamKind.Table);
        orders.Tags.Add("watchdog:alarm", "true");
        orders.Tags.Add("team", "shop");
        return wire;
    }

    [Fact]
    public async Task Resources_of_all_kinds_are_found_by_their_tags_and_types()
    {
        await using var wire = await TaggedAsync();
        var outcome = await Boto.RunAsync(wire, Script +
            """
            out['true'] = found(TagFilters=asks('true'))
            out['any'] = found(TagFilters=asks())
            out['several'] = found(TagFilters=asks('true', 'false'), ResourceTypeFilters=['lambda:function'])
            out['both'] = found(TagFilters=asks('true') + [{'Key': 'team'}])
            out['types'] = found(ResourceTypeFilters=['sqs', 'dynamodb'])
            out['arns'] = found(ResourceARNList=['arn:aws:sqs:us-east-1:123456789012:work', 'arn:aws:sqs:us-east-1:123456789012:nobody'])
            page = rt.get_resources(TagFilters=[{'Key': 'team'}])
            out['page'] = [page['PaginationToken'], page['ResourceTagMappingList'][0]['Tags']]
            """);

        Assert.Equal("""[["table/orders","stream/clicks","function:a","work"]]""", outcome["true"]!.ToJsonString());
        Assert.Equal("""[["table/orders","stream/clicks","function:a","function:b","work"]]""", outcome["any"]!.ToJsonString());
        Assert.Equal("""[["function:a","function:b"]]""", outcome["several"]!.ToJsonString());
        Assert.Equal("""[["table/orders"]]""", outcome["both"]!.ToJsonString());
        Assert.Equal("""[["table/orders","work"]]""", outcome["types"]!.ToJsonString());
        Assert.Equal("""[["work"]]""", outcome["arns"]!.ToJsonString());
        Assert.Equal("""["",[{"Key":"team","Value":"shop"},{"Key":"watchdog:alarm","Value":"true"}]]""", outcome["page"]!.ToJsonString());
    }

    [Fact]
    public async Task Pages_are_followed_by_their_tokens()
    {
        await using var wire = await TaggedAsync(new TaggingOptions(ResourcesPerPage: 2));
        var outcome = await Boto.RunAsync(wire, Script + "out['two'] = found(TagFilters=asks('true'))\nout['one'] = [len(p) for p in found(ResourcesPerPage=1)]");

        Assert.Equal("""[["table/orders","stream/clicks"],["function:a","work"]]""", outcome["two"]!.ToJsonString());
        Assert.Equal("[1,1,1,1,1]", outcome["one"]!.ToJsonString());
    }

    [Fact]
    public async Task The_cli_tags_and_untags_and_the_services_themselves_show_it()
    {
        await using var wire = await TaggedAsync();
        const string Function = "arn:aws:lambda:us-east-1:123456789012:function:c";
        const string Queue = "arn:aws:sqs:us-east-1:123456789012:work";
        var tagged = await AwsCli.RunAsync(
            wire, "resourcegroupstaggingapi", "tag-resources", "--resource-arn-list", Function, Queue, Queue + "x", "--tags", "watchdog:alarm=no,team=shop");
        var function = await AwsCli.RunAsync(wire, "lambda", "list-tags", "--resource", Function);
        await AwsCli.RunAsync(wire, "resourcegroupstaggingapi", "untag-resources", "--resource-arn-list", Queue, "--tag-keys", "watchdog:alarm", "absent");

        Assert.Equal("InvalidParameterException", (string?)Assert.Single(tagged!["FailedResourcesMap"]!.AsObject()).Value!["ErrorCode"]);
        Assert.Equal("""{"team":"shop","watchdog:alarm":"no"}""", function!["Tags"]!.ToJsonString());
        Assert.Equal(["team"], wire.Account.Queues["work"].Tags.Keys);
    }

    [Theory]
    [InlineData("get_resources, TagFilters=[{'Values': ['true']}]", "Key is required")]
    [InlineData("get_resources, TagFilters=[{'Key': 'k'}] * 51", "TagFilters has 51 items")]
    [InlineData("get_resources, TagFilters=[{'Key': 'k', 'Values': ['v'] * 21}]", "more than 20 values")]
    [InlineData("get_resources, ResourcesPerPage=101", "ResourcesPerPage is 101")]
    [InlineData("get_resources, TagsPerPage=150", "TagsPerPage is 150")]
    [InlineData("get_resources, TagsPerPage=100, ResourcesPerPage=1", "exclude each other")]
    [InlineData("get_resources, ResourceTypeFilters=['Lambda function']", "'Lambda function'")]
    [InlineData("get_resources, ResourceARNList=['a'], TagFilters=[{'Key': 'k'}]", "cannot be combined")]
    [InlineData("get_resources, PaginationToken='x'", "PaginationToken")]
    [InlineData("tag_resources, ResourceARNList=[], Tags={'k': 'v'}", "ResourceARNList has 0 items")]
    [InlineData("tag_resources, ResourceARNList=['a'], Tags={}", "Tags has 0 items")]
    [InlineData("tag_resources, ResourceARNList=['a'], Tags={'aws:k': 'v'}", "'aws:k'")]
    [InlineData("tag_resources, ResourceARNList=['a'], Tags={'k': 'v' * 257}", "more than 256 characters")]
    [InlineData("untag_resources, ResourceARNList=['a'], TagKeys=[]", "TagKeys has 0 items")]
    public async Task A_bad_value_is_refused_by_name(string call, string named)
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire, $"{Script}e = error(rt.{call})\nout['bad'] = [e['status'], e['code'], e['message']]");

        var bad = outcome["bad"]!.AsArray();
        Assert.Equal((400, "InvalidParameterException"), ((int)bad[0]!, (string?)bad[1]));
        Assert.Contains(named, (string?)bad[2], StringComparison.Ordinal);
    }
}
