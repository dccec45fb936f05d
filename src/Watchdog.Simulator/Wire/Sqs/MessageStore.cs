using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>
/// The bodies of the messages that came over the wire, in the order they were sent. Queues of the simulated account hold numbers, not messages;
/// when a queue holds fewer than there are bodies, its consumer has taken the oldest.
/// </summary>
internal sealed class MessageStore(SimulatedAccount account)
{
    private readonly Dictionary<string, LinkedList<StoredMessage>> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _purgedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sent = new(StringComparer.Ordinal);

    /// <summary>The number of the next message of the queue, from 1.</summary>
    public long NextNumber(SimulatedQueue queue) => _sent[queue.Name] = _sent.GetValueOrDefault(queue.Name) + 1;

    public void Add(SimulatedQueue queue, StoredMessage message) => Of(queue).AddLast(message);

    /// <summary>A message of a FIFO queue that was sent with this deduplication id in the last five minutes.</summary>
    public StoredMessage? Duplicate(SimulatedQueue queue, string deduplicationId) =>
        Of(queue).FirstOrDefault(m => m.DeduplicationId == deduplicationId && account.Now - m.SentAt < TimeSpan.FromMinutes(5));

    /// <summary>What can be received now, oldest first. In a FIFO queue a message in flight holds back its group.</summary>
    public IReadOnlyList<StoredMessage> Receivable(SimulatedQueue queue, int maximum)
    {
        Reconcile(queue);
        var held = queue.Fifo
            ? Of(queue).Where(m => m.ReceiveCount > 0 && m.VisibleAt > account.Now).Select(m => m.GroupId).ToHashSet()
            : [];
        return [.. Of(queue).Where(m => m.VisibleAt <= account.Now && !held.Contains(m.GroupId)).Take(maximum)];
    }

    public void Remove(SimulatedQueue queue, string receiptHandle)
    {
        if (Of(queue).FirstOrDefault(m => m.ReceiptHandle == receiptHandle) is { } message)
            Of(queue).Remove(message);
    }

    /// <summary>Empties the queue; null: done, else the time of the purge that is less than a minute old.</summary>
    public DateTimeOffset? Purge(SimulatedQueue queue)
    {
        if (_purgedAt.TryGetValue(queue.Name, out var last) && account.Now - last < TimeSpan.FromSeconds(60))
            return last;
        _purgedAt[queue.Name] = account.Now;
        Of(queue).Clear();
        queue.Purge();
        return null;
    }

    private void Reconcile(SimulatedQueue queue)
    {
        var messages = Of(queue);
        var held = queue.Visible + queue.InFlight + queue.Delayed;
        while (messages.First is { } oldest && (messages.Count > held || account.Now - oldest.Value.SentAt >= queue.Retention))
            messages.RemoveFirst();
    }

    private LinkedList<StoredMessage> Of(SimulatedQueue queue)
    {
        if (!_messages.TryGetValue(queue.Name, out var messages))
            _messages[queue.Name] = messages = [];
        return messages;
    }
}
