namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// What calls from outside do with single messages. A message that such a call receives leaves its cohort and is held with a receipt of its
/// own until it is deleted or due, so that a receipt stands for exactly one message, whatever the mappings do with the others meanwhile.
/// </summary>
internal sealed partial class MessageStore
{
    private readonly CohortDeque delayed = new();
    private readonly List<SimulatedReceipt> held = [];

    public long Delayed { get; private set; }

    /// <summary>The receipts that are valid.</summary>
    public IReadOnlyList<SimulatedReceipt> Held => held;

    /// <param name="delay">Seconds until the messages can be received. Their age counts from then, their retention from now.</param>
    /// <param name="message">Null for messages that nothing tells apart.</param>
    public void Send(int second, long count, int delay, SimulatedMessage? message)
    {
        if (count <= 0) return;
        Totals.Sent += count;
        var group = Fifo ? groups.NumberOf(message?.GroupId ?? "") : (short)0;
        Send(second, new Cohort(second, second, 0, count, message) { Group = group }, delay);
    }

    /// <summary>Receives up to <paramref name="most"/> messages as <see cref="Receive"/> does, each with a receipt.</summary>
    /// <param name="visibility">Seconds until those that are not deleted are visible again.</param>
    /// <param name="name">Gives a message that is not known singly its content, from the second in which it was sent.</param>
    public IReadOnlyList<SimulatedReceipt> ReceiveSingly(int second, int most, int visibility, Func<int, SimulatedMessage>? name)
    {
        Settle(second);
        // Of a group that is free now one call may get several messages.
        var heldBack = Fifo ? groups.AllBusy() : null;
        var received = new List<SimulatedReceipt>();
        while (received.Count < most && InFlight < MaximumInFlight && Visible > 0)
        {
            if ((heldBack is null ? NextOfStandard : groups.Earliest(heldBack)) is not { } source) break;
            var found = source.First;
            if (IsUsedUp(found))
            {
                source.RemoveFirst();
                CountVisible(found, -found.Count);
                MoveToDeadLetter(second, found);
                continue;
            }

            source.TakeFromFirst(1);
            var single = CountReceive(found with { Count = 1, Message = found.Message ?? name?.Invoke(found.Sent) });
            received.Add(new SimulatedReceipt(single, second + visibility));
        }

        if (received.Count == 0) Totals.EmptyReceives++;
        held.AddRange(received);
        Settle(second); // A timeout of no seconds has passed already.
        return received;
    }

    /// <summary>Deletes the message that was received; false when the receipt is void.</summary>
    public bool Delete(SimulatedReceipt receipt)
    {
        if (!held.Remove(receipt)) return false;
        Delete(receipt.Cohort);
        return true;
    }

    /// <summary>Makes visible what is due of the delayed and of the received messages.</summary>
    public void Settle(int second)
    {
        while (delayed.Count > 0 && delayed.FirstKey <= second)
        {
            var cohort = delayed.First;
            delayed.RemoveFirst();
            Delayed -= cohort.Count;
            Arrive(cohort with { At = second });
        }

        for (var i = 0; i < held.Count;)
        {
            if (held[i].Due > second)
            {
                i++;
                continue;
            }

            var cohort = held[i].Cohort;
            held.RemoveAt(i);
            Return(second, cohort);
        }
    }

    private void PurgeSingles()
    {
        for (; delayed.Count > 0; delayed.RemoveFirst()) Totals.Purged += delayed.First.Count;
        Delayed = 0;
        foreach (var receipt in held)
        {
            CountInFlight(receipt.Cohort, -1);
            CountPurged(receipt.Cohort);
        }

        held.Clear();
    }
}
