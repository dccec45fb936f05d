using Watchdog.Core.Resources;

namespace Watchdog.Core.Notifications;

/// <summary>Where the watched resources are: for links and commands.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="BreakerFunction">Name of the CircuitBreaker function.</param>
public sealed record MessageContext(string AccountId, string Region, string BreakerFunction)
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

    /// <summary>The command with which an operator talks to the breaker.</summary>
    /// <param name="payload">JSON.</param>
    public string BreakerCommand(string payload) =>
        $"aws lambda invoke --region {Region} --function-name {BreakerFunction} --cli-binary-format raw-in-base64-out --payload '{payload}' /dev/stdout";
}
