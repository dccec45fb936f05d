using System.Collections.Immutable;
using Watchdog.Aws.Tests.Support;
using Watchdog.Aws.Versions;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Versions;

public sealed class VersionSourceTests(MotoServer moto)
{
    private static readonly Answer _none = new("{}");

    [Fact]
    public async Task Versions_aliases_and_provisioned_concurrency_are_read_over_all_pages()
    {
        await using var aws = new Responder(
            new($$"""{"Versions":[{{Version("$LATEST")}},{{Version("10")}}],"NextMarker":"v"}"""),
            new($$"""{"Versions":[{{Version("9")}}]}"""),
            new("""{"Aliases":[{"Name":"live","FunctionVersion":"9","RoutingConfig":{"AdditionalVersionWeights":{"10":0.05}}}],"NextMarker":"a"}"""),
            new("""{"Aliases":[{"Name":"next","FunctionVersion":"$LATEST"}]}"""),
            new($$"""{"ProvisionedConcurrencyConfigs":[{{Provisioned(":live", 10, 4)}}],"NextMarker":"p"}"""),
            new($$"""{"ProvisionedConcurrencyConfigs":[{{Provisioned(":10", 1, 1)}}]}"""));
        var versions = (await Read(aws))!;

        Assert.Equal("f", versions.Function);
        var published = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal([new PublishedVersion(9, published), new PublishedVersion(10, published)], versions.Published);
        Assert.Equal([("live", "9"), ("next", "$LATEST")], versions.Aliases.Select(a => (a.Name, a.Version)));
        Assert.Equal(KeyValuePair.Create("10", 0.05), Assert.Single(versions.FindAlias("live")!.Weights));
        Assert.Empty(versions.FindAlias("next")!.Weights);
        Assert.Equal([new ProvisionedConcurrency("live", 10, 4), new ProvisionedConcurrency("10", 1, 1)], versions.Provisioned);
        Assert.Equal(["v", "a", "p"], aws.Requests.Where(r => r.RawUrl.Contains("Marker=", StringComparison.Ordinal)).Select(r => r.RawUrl[^1..]));
    }

    [Fact]
    public async Task A_function_without_versions_ha_none()
    {
        await using var aws = new Responder(new($$"""{"Versions":[{{Version("$LATEST")}}]}"""), _none, _none);
        var versions = (await Read(aws))!;
        Assert.Equal((0, 0, 0), (versions.Published.Length, versions.Aliases.Length, versions.Provisioned.Length));
    }

    [Fact]
    public async Task A_function_that_does_not_exist_has_no_versions_and_no_triggers()
    {
        await using var aws = new Responder(NotFound("Function not found"), NotFound("Function not found"));
        Assert.Null(await Read(aws));
        Assert.Empty(await Triggers(aws));
    }

    [Fact]
    public async Task Provisioned_concurrency_without_a_qualifier_is_an_error()
    {
        await using var aws = new Responder(_none, _none, new($$"""{"ProvisionedConcurrencyConfigs":[{{Provisioned("", 1, 1)}}]}"""));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read(aws));
        Assert.Contains("arn:aws:lambda:us-east-1:1:function:f'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_moto_an_alias_has_its_version_and_its_weights()
    {
        var made = await moto.SeedAsync("versions-");
        using var lambda = new LambdaOnMoto(moto.Url);
        var versions = (await new VersionSource(lambda).ReadVersionsAsync("versions-process", TestContext.Current.CancellationToken))!;
        var (first, second) = ((string)made["first"]!, (string)made["second"]!);
        Assert.Equal([first, second], versions.Published.Select(v => v.Number.ToString()));
        Assert.Equal(("live", first), versions.Aliases.Select(a => (a.Name, a.Version)).Single());
        Assert.Equal(ImmutableDictionary<string, double>.Empty.Add(second, 0.1), versions.Aliases[0].Weights);
    }

    [Fact]
    public async Task On_moto_the_triggers_of_a_function_and_of_an_alias_are_read()
    {
        var made = await moto.SeedAsync("triggers-");
        var source = new VersionSource(Clients.Lambda(moto.Url));
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(
            [new PushTrigger(new(ResourceKind.Bucket, "triggers-uploads"), (string)made["bucket"]!, "triggers-other", null)],
            await source.ReadTriggersAsync("triggers-other", [], token));
        Assert.Equal(
            [
                new(new(ResourceKind.Topic, "triggers-alerts"), (string)made["topic"]!, "triggers-process", "live"),
                new(new(ResourceKind.Rule, "triggers-nightly"), (string)made["rule"]!, "triggers-process", "live"),
            ],
            (await source.ReadTriggersAsync("triggers-process", ["live"], token)).Where(t => t.Qualifier is not null));
    }

    [Fact]
    public async Task Each_qualifier_is_asked_for_its_own_policy_and_the_function_for_its_own()
    {
        await using var aws = new Responder(NotFound("The resource you requested does not exist."), Policy("first"), NotFound("none"));
        var triggers = await Triggers(aws, "live", "$LATEST", "3", "live");
        Assert.Equal([new PushTrigger(new(ResourceKind.Bucket, "first"), "arn:aws:s3:::first", "f", "live")], triggers);
        Assert.Equal(
            ["/2015-03-31/functions/f/policy", "/2015-03-31/functions/f/policy?Qualifier=live", "/2015-03-31/functions/f/policy?Qualifier=3"],
            aws.Requests.Select(r => r.RawUrl));
    }

    private static Task<FunctionVersions?> Read(Responder aws) =>
        new VersionSource(Clients.Lambda(aws.Url)).ReadVersionsAsync("f", TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<PushTrigger>> Triggers(Responder aws, params string[] qualifiers) =>
        new VersionSource(Clients.Lambda(aws.Url)).ReadTriggersAsync("f", qualifiers, TestContext.Current.CancellationToken);

    private static Answer NotFound(string message) =>
        new($$"""{"Type":"User","Message":"{{message}}"}""", 404, new() { ["x-amzn-ErrorType"] = "ResourceNotFoundException" });

    private static Answer Policy(string bucket) => new(System.Text.Json.JsonSerializer.Serialize(new
    {
        Policy = $$"""
            {"Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction",
              "Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::{{bucket}}"} } }]}
            """,
    }));

    private static string Version(string version) => $$"""{"Version":"{{version}}","LastModified":"2026-01-15T12:00:00.000+0000"}""";

    private static string Provisioned(string qualifier, int requested, int allocated) =>
        $$"""{"FunctionArn":"arn:aws:lambda:us-east-1:1:function:f{{qualifier}}","RequestedProvisionedConcurrentExecutions":{{requested}},"AllocatedProvisionedConcurrentExecutions":{{allocated}},"Status":"READY"}""";
}
