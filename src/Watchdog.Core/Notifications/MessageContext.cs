using Watchdog.Core.Resources;

namespace Watchdog.Core.Notifications;

/// <summary>Where the watched resources are: for links.</summary>
/// <param name="AccountId">Twelve digits.</param>
public sealed record MessageContext(string AccountId, string Region)
{
    /// <summary>aws, aws-cn or aws-us-gov.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>The resource's ARN; null of what has none, or none that its name tells.</summary>
    public string? ArnOf(ResourceId resource) => resource.Kind switch
    {
        ResourceKind.Function => Arn("lambda", $"function:{resource.Name}"),
        ResourceKind.Queue => Arn("sqs", resource.Name),
        ResourceKind.EventSourceMapping => Arn("lambda", $"event-source-mapping:{resource.Name}"),
        ResourceKind.Stream => Arn("kinesis", $"stream/{resource.Name}"),
        ResourceKind.Table => Arn("dynamodb", $"table/{resource.Name}"),
        ResourceKind.Topic => Arn("sns", resource.Name),
        ResourceKind.Rule => Arn("events", $"rule/{resource.Name}"),
        ResourceKind.Bucket => $"arn:{Partition}:s3:::{resource.Name}",
        _ => null,
    };

    private string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>The AWS console's page of a resource; null when it has none of its own.</summary>
    public string? ConsoleLink(ResourceId resource)
    {
        var console = $"https://{Region}.console.aws.amazon.com";
        return resource.Kind switch
        {
            ResourceKind.Function => $"{console}/lambda/home?region={Region}#/functions/{resource.Name}?tab=monitoring",
            ResourceKind.Queue =>
                $"{console}/sqs/v3/home?region={Region}#/queues/{Uri.EscapeDataString($"https://sqs.{Region}.amazonaws.com/{AccountId}/{resource.Name}")}",
            ResourceKind.Stream => $"{console}/kinesis/home?region={Region}#/streams/details/{resource.Name}/monitoring",
            ResourceKind.Table => $"{console}/dynamodbv2/home?region={Region}#table?name={resource.Name}&tab=monitoring",
            ResourceKind.Bucket => $"https://s3.console.aws.amazon.com/s3/buckets/{resource.Name}?region={Region}",
            ResourceKind.Topic => $"{console}/sns/v3/home?region={Region}#/topic/arn:aws:sns:{Region}:{AccountId}:{resource.Name}",
            ResourceKind.Rule => $"{console}/events/home?region={Region}#/rules/{resource.Name}",
            ResourceKind.Account => $"{console}/servicequotas/home/services/lambda/quotas/L-B99A9384",
            _ => null,
        };
    }
}
