using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Messages;

/// <param name="events">A client of the bus's region: a bus takes events of its own region's endpoint only.</param>
internal sealed class CentralBus(IAmazonEventBridge events, string busArn) : IEventBus
{
    public const string Source = "watchdog";

    /// <summary>EventBridge answers with success whatever became of the event; what became of it is in the answer.</summary>
    /// <exception cref="InvalidOperationException">The bus did not take the event.</exception>
    public async Task PutAsync(Notification notification, CancellationToken cancellationToken)
    {
        var answer = await events.PutEventsAsync(
            new PutEventsRequest
            {
                Entries =
                [
                    new PutEventsRequestEntry
                    {
                        EventBusName = busArn,
                        Source = Source,
                        DetailType = $"Watchdog Incident {notification.Reason}",
                        Detail = notification.Json,
                        Resources = notification.ResourceArn is { } arn ? [arn] : null,
                        Time = notification.At.UtcDateTime,
                    },
                ],
            },
            cancellationToken);
        if (answer.FailedEntryCount > 0)
        {
            var entry = answer.Entries?.FirstOrDefault();
            throw new InvalidOperationException($"{busArn} did not take the event: {entry?.ErrorCode}: {entry?.ErrorMessage}");
        }
    }
}
