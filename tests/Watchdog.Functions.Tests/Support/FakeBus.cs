using Watchdog.Core.Ports;

namespace Watchdog.Functions.Tests.Support;

/// <summary>A central bus that takes all, or refuses.</summary>
internal sealed class FakeBus : IEventBus
{
    public List<Notification> Asked { get; } = [];

    /// <summary>It refuses with this message; null: it takes what comes.</summary>
    public string? Refuses { get; set; }

    /// <summary>It never answers.</summary>
    public bool IsSilent { get; set; }

    public Task PutAsync(Notification notification, CancellationToken cancellationToken)
    {
        Asked.Add(notification);
        if (IsSilent)
            return Task.Delay(Timeout.Infinite, cancellationToken);
        return Refuses is { } message ? throw new InvalidOperationException(message) : Task.CompletedTask;
    }
}
