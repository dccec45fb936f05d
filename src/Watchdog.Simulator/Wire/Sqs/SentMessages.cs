using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>
/// What SQS remembers of messages beside the queues that hold them: the numbers it gave, and what FIFO queues were sent in the last five
/// minutes, also when it is deleted by now.
/// </summary>
internal sealed class SentMessages(SimulatedAccount account)
{
    private static readonly TimeSpan DeduplicationInterval = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Queue, string DeduplicationId), StoredMessage> _recent = [];

    /// <summary>The number of the next message of the queue, from 1.</summary>
    public long NextNumber(SimulatedQueue queue) => _numbers[queue.Name] = _numbers.GetValueOrDefault(queue.Name) + 1;

    public void Remember(SimulatedQueue queue, StoredMessage message)
    {
        foreach (var (key, _) in _recent.Where(r => account.Now - r.Value.SentAt >= DeduplicationInterval).ToList())
            _recent.Remove(key);
        if (message.DeduplicationId is { } id)
            _recent[(queue.Name, id)] = message;
    }

    /// <summary>A message of a FIFO queue that was sent with this deduplication id in the last five minutes.</summary>
    public StoredMessage? Duplicate(SimulatedQueue queue, string deduplicationId) =>
        _recent.TryGetValue((queue.Name, deduplicationId), out var message) && account.Now - message.SentAt < DeduplicationInterval ? message : null;
}
