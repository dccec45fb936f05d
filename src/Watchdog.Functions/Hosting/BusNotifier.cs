using Microsoft.Extensions.Logging;
using Watchdog.Core.Ports;

namespace Watchdog.Functions.Hosting;

/// <summary>
/// Sends each message to the topic, and remembers those that the topic took for the central bus. They are put there when the tick is over: what
/// the bus does, or takes its time for, can then neither stop a message to people nor make one be sent again.
/// </summary>
public sealed class BusNotifier(INotifier topic, IEventBus bus, OwnMetrics metrics, TimeProvider clock, ILogger<BusNotifier> log) : INotifier
{
    /// <summary>For all events of a tick; what is not put by then is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<Notification> _sent = [];

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        await topic.SendAsync(notification, cancellationToken);
        _sent.Add(notification);
    }

    /// <summary>Puts what was sent since. Never throws: an event that the bus does not take is logged and counted.</summary>
    public async Task PutAsync()
    {
        var failed = 0;
        using var patience = new CancellationTokenSource(Patience, clock);
        foreach (var notification in _sent)
        {
            try
            {
                await bus.PutAsync(notification, patience.Token);
            }
            catch (Exception e)
            {
                failed++;
                log.EventNotDelivered(notification.Subject, e.Message);
            }
        }
        _sent.Clear();
        if (failed > 0)
            metrics.EventsNotDelivered(failed);
    }
}
