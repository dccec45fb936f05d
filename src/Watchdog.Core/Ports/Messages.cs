using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Ports;

/// <summary>Tells people.</summary>
public interface INotifier
{
    Task SendAsync(Notification notification, CancellationToken cancellationToken);
}

/// <summary>One message of the topic.</summary>
/// <param name="Subject">At most 100 printable ASCII characters.</param>
/// <param name="Text">The body of the e-mail.</param>
/// <param name="Json">The same for machines: what subscriptions of other protocols get.</param>
/// <param name="Symptom">With the two that follow, a message attribute that subscriptions can filter on.</param>
/// <param name="Resource">E.g. <c>function/orders</c>.</param>
public sealed record Notification(string Subject, string Text, string Json, Symptom Symptom, Severity Severity, string Resource)
{
    public NotificationReason Reason { get; init; }

    /// <summary>The tick that it is of.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The resource's ARN; null where it has none that is known, e.g. of the account's concurrency.</summary>
    public string? ResourceArn { get; init; }
}

/// <summary>An event bus where the messages of several accounts come together.</summary>
public interface IEventBus
{
    /// <exception cref="Exception">The bus did not take the event; the message says why.</exception>
    Task PutAsync(Notification notification, CancellationToken cancellationToken);
}

/// <summary>Asks the CircuitBreaker function to act, without waiting for it.</summary>
public interface IBreakerRequests
{
    /// <param name="payloadJson">The same JSON as an operator sends.</param>
    Task RequestAsync(string payloadJson, CancellationToken cancellationToken);
}
