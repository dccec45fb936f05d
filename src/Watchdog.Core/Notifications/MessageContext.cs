using Watchdog.Core.Resources;

namespace Watchdog.Core.Notifications;

/// <summary>Where the watched resources are: for links.</summary>
/// <param name="AccountId">Twelve digits.</param>
public sealed record MessageContext(string AccountId, string Region)
{
    /// <summary>The AWS console's page of a resource; null when it has none of its own.</summary>
    public string? ConsoleLink(ResourceId resource)
    {
        var console = $"https://{Region}.console.aws.amazon.com";
        return resource.Kind switch
        {
            ResourceKind.Function => $"{console}/lambda/home?region={Region}#/functions/{resource.Name}?tab=monitoring",
            ResourceKind.Queue =>
                $"{console}/sqs/v3/home?region={Region}#/queues/{Uri.EscapeDataString($"https://sqs.{Region}.amazonaws.com/{AccountId}/{resource.Name}")}",
            _ => null,
        };
    }
}
