using Watchdog.Core.Ports;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>The notification topic.</summary>
internal sealed class Outbox(SimulatedAccount account) : INotifier
{
    private readonly List<PublishedMessage> _messages = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PublishedMessage> Messages => _messages;

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        _messages.Add(new PublishedMessage(
            account.Now, "arn:aws:sns:us-east-1:123456789012:watchdog", notification.Subject, notification.Text, notification.Json,
            new Dictionary<string, string>
            {
                ["symptom"] = notification.Symptom.ToString(),
                ["severity"] = notification.Severity.ToString().ToLowerInvariant(),
                ["resource"] = notification.Resource,
            }));
        return Task.CompletedTask;
    }
}
