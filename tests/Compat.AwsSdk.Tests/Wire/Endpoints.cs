using Amazon;
using Amazon.CloudWatch;
using Amazon.EventBridge;
using Amazon.IdentityManagement;
using Amazon.Lambda;
using Amazon.ResourceGroupsTaggingAPI;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Wire;

/// <summary>Changes environment variables, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Endpoints), DisableParallelization = true)]
public sealed class EndpointsCollection;

[Collection(nameof(Endpoints))]
public sealed class Endpoints
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://lambda.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "https://lambda-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "https://lambda.us-east-1.api.aws")]
    [InlineData("cn-north-1", false, false, "https://lambda.cn-north-1.amazonaws.com.cn")]
    public void A_service_has_an_endpoint_in_each_region(string region, bool fips, bool dualStack, string expected) =>
        Assert.Equal(expected, Resolve(new AmazonLambdaConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack }).URL);

    [Fact]
    public void CloudWatch_is_called_monitoring() =>
        Assert.Equal("https://monitoring.us-west-2.amazonaws.com", Resolve(new AmazonCloudWatchConfig { RegionEndpoint = RegionEndpoint.USWest2 }).URL);

    [Fact]
    public void EventBridge_is_called_events() =>
        Assert.Equal("https://events.eu-west-1.amazonaws.com", Resolve(new AmazonEventBridgeConfig { RegionEndpoint = RegionEndpoint.EUWest1 }).URL);

    [Theory]
    [InlineData("eu-central-1", "https://iam.amazonaws.com", "us-east-1")]
    [InlineData("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com", "us-gov-west-1")]
    public void IAM_has_one_endpoint_in_each_partition_and_its_own_signing_region(string region, string url, string signingRegion)
    {
        var endpoint = Resolve(new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });
        Assert.Equal(url, endpoint.URL);
        var scheme = (PropertyBag)((List<object>)endpoint.Attributes["authSchemes"])[0];
        Assert.Equal(signingRegion, scheme["signingRegion"]);
    }

    [Fact]
    public async Task AWS_ENDPOINT_URL_is_honoured_and_the_services_own_variable_wins()
    {
        await using var all = new Responder(new Answer("{}"));
        await using var lambdaOnly = new Responder(new Answer("{}"));
        await using var snsOnly = new Responder(new Answer("<PublishResponse/>"));
        var token = TestContext.Current.CancellationToken;
        using (new Variables(
            ("AWS_ENDPOINT_URL", all.Url.ToString()), ("AWS_ENDPOINT_URL_LAMBDA", lambdaOnly.Url.ToString()), ("AWS_ENDPOINT_URL_SNS", snsOnly.Url.ToString()), ("AWS_REGION", "eu-central-1")))
        {
            using var cloudWatch = new AmazonCloudWatchClient(Clients.Credentials);
            await cloudWatch.ListMetricsAsync(new(), token);
            using var lambda = new AmazonLambdaClient(Clients.Credentials);
            await lambda.GetAccountSettingsAsync(new(), token);
            using var sns = new AmazonSimpleNotificationServiceClient(Clients.Credentials);
            await sns.PublishAsync(new("arn:aws:sns:eu-central-1:1:t", "m"), token);
        }
        Assert.Contains("/eu-central-1/monitoring/aws4_request", Assert.Single(all.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/lambda/aws4_request", Assert.Single(lambdaOnly.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/sns/aws4_request", Assert.Single(snsOnly.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_whose_id_has_spaces_is_called_tagging_and_has_underscores_in_its_variable()
    {
        Assert.Equal("https://tagging.eu-west-1.amazonaws.com", Resolve(new AmazonResourceGroupsTaggingAPIConfig { RegionEndpoint = RegionEndpoint.EUWest1 }).URL);
        await using var tags = new Responder(new Answer("{}"));
        using (new Variables(("AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API", tags.Url.ToString()), ("AWS_REGION", "eu-central-1")))
        {
            using var client = new AmazonResourceGroupsTaggingAPIClient(Clients.Credentials);
            await client.GetResourcesAsync(new(), TestContext.Current.CancellationToken);
        }
        Assert.Contains("/eu-central-1/tagging/aws4_request", Assert.Single(tags.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    private static Endpoint Resolve(ClientConfig config) => config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(null));

    /// <summary>Environment variables for a while.</summary>
    private sealed class Variables : IDisposable
    {
        private readonly List<(string Name, string? Before)> _before = [];

        public Variables(params (string Name, string Value)[] variables)
        {
            foreach (var (name, value) in variables)
            {
                _before.Add((name, Environment.GetEnvironmentVariable(name)));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var (name, before) in _before)
                Environment.SetEnvironmentVariable(name, before);
        }
    }
}
