using Amazon.CloudWatch;
using Amazon.EventBridge;
using Amazon.IdentityManagement;
using Amazon.Kinesis;
using Amazon.Lambda;
using Amazon.ResourceGroupsTaggingAPI;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SQS;

namespace Watchdog.Tests.Support;

/// <summary>Clients of one address, with credentials that everybody knows.</summary>
internal static class Clients
{
    public static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    public static AmazonCloudWatchClient CloudWatch(Uri url) => new(Credentials, For(new AmazonCloudWatchConfig(), url));

    public static AmazonEventBridgeClient EventBridge(Uri url) => new(Credentials, For(new AmazonEventBridgeConfig(), url));

    public static AmazonKinesisClient Kinesis(Uri url) => new(Credentials, For(new AmazonKinesisConfig(), url));

    public static AmazonLambdaClient Lambda(Uri url) => new(Credentials, For(new AmazonLambdaConfig(), url));

    public static AmazonResourceGroupsTaggingAPIClient Tagging(Uri url) => new(Credentials, For(new AmazonResourceGroupsTaggingAPIConfig(), url));

    public static AmazonSimpleNotificationServiceClient Sns(Uri url) => new(Credentials, For(new AmazonSimpleNotificationServiceConfig(), url));

    public static AmazonIdentityManagementServiceClient Iam(Uri url) => new(Credentials, For(new AmazonIdentityManagementServiceConfig(), url));

    public static AmazonSQSClient Sqs(Uri url) => new(Credentials, For(new AmazonSQSConfig(), url));

    public static T For<T>(T config, Uri url)
        where T : ClientConfig
    {
        config.ServiceURL = url.ToString();
        config.AuthenticationRegion = "us-east-1";
        return config;
    }
}
