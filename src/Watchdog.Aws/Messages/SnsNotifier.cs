using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Messages;

internal sealed class SnsNotifier(IAmazonSimpleNotificationService sns, string topicArn) : INotifier
{
    public Task SendAsync(Notification notification, CancellationToken cancellationToken) =>
        sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = topicArn,
                Subject = notification.Subject,
                Message = MessageBody.Of(notification),
                MessageStructure = "json",
                MessageAttributes = new()
                {
                    ["symptom"] = Text(notification.Symptom.ToString()),
                    ["severity"] = Text(notification.Severity.ToString().ToLowerInvariant()),
                    ["resource"] = Text(notification.Resource),
                },
            },
            cancellationToken);

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
}
