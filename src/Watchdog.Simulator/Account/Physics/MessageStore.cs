namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The messages of one queue. Every message sent is delayed, visible, in flight, deleted, moved to the dead-letter queue, expired or purged;
/// nothing is lost from the count.
/// </summary>
internal sealed partial class MessageStore : ISink
{
    /// <summary>A standard queue has at most this many messages in flight.</summary>
    public const long MaximumInFlight = 120_000;

    private readonly CohortDeque fresh = new();
    private readonly CohortDeque worn = new();
    private readonly CohortDeque returning = new();
    private readonly AgeIndex ages = new();
    private readonly Action<Cohort> expireVisible;

    public MessageStore() => expireVisible = cohort =>
    {
        CountVisible(cohort, -cohort.Count);
        Expire(cohort);
    };

    public long Visible { get; private set; }

    public long InFlight { get; private set; }

    public MessageTotals Totals { get; } = new();

    public bool IsEmpty => Visible == 0 && InFlight == 0 && Delayed == 0;

    /// <summary>Null when the queue has no redrive policy whose target exists.</summary>
    public MessageStore? DeadLetter { get; set; }

    public int MaxReceiveCount { get; set; }

    public int VisibilitySeconds { get; set; }

    public int RetentionSeconds { get; set; }

    /// <summary>Seconds until a message can be received, unless it is sent with a delay of its own.</summary>
    public int DelaySeconds { get; set; }

    /// <summary>Visible messages that no consumer can ever process.</summary>
    public long VisiblePoison { get; private set; }

    public void Send(int second, long count) => Send(second, count, DefaultGroups, false);

    /// <summary>Seconds since the oldest message that counts came; 0 when none does.</summary>
    public int Age(int second) => ages.Oldest is { } oldest ? second - oldest : 0;

    /// <summary>
    /// Takes up to <paramref name="most"/> visible messages, oldest first, of a FIFO queue those of one group, and adds them to
    /// <paramref name="into"/> with this receive counted.
    /// A message that was received maxReceiveCount times moves to the dead-letter queue instead.
    /// </summary>
    public void Receive(int second, long most, CohortBuffer into)
    {
        most = Math.Min(most, MaximumInFlight - InFlight);
        while (most > 0 && Visible > 0)
        {
            if (NextSource is not { } source) return;
            var first = source.First;
            if (IsUsedUp(first))
            {
                source.RemoveFirst();
                CountVisible(first, -first.Count);
                MoveToDeadLetter(second, first);
                continue;
            }

            if (Fifo)
            {
                ReceiveGroup(source, most, into);
                return;
            }

            var taken = first with { Count = Math.Min(first.Count, most) };
            source.TakeFromFirst(taken.Count);
            most -= taken.Count;
            into.Add(CountReceive(taken));
        }
    }

    /// <summary>Deletes messages that are in flight.</summary>
    public void Delete(in Cohort cohort)
    {
        CountInFlight(cohort, -cohort.Count);
        Totals.Deleted += cohort.Count;
        if (CountsForAge(cohort)) ages.Remove(cohort.At, cohort.Count);
    }

    /// <summary>Takes messages that are in flight out of circulation: to the dead-letter queue, or away where there is none.</summary>
    public void GiveUp(int second, in Cohort cohort)
    {
        if (DeadLetter is null)
        {
            Delete(cohort);
            return;
        }

        CountInFlight(cohort, -cohort.Count);
        MoveToDeadLetter(second, cohort);
    }

    /// <summary>Leaves messages in flight until their visibility timeout, counted from <paramref name="received"/>, makes them visible again.</summary>
    public void LetReturn(int received, in Cohort cohort) => returning.Add(received + Math.Max(1, VisibilitySeconds), cohort);

    /// <summary>Makes visible again what is due, and drops what is past its retention.</summary>
    public void BeginSecond(int second)
    {
        Settle(second);
        while (returning.Count > 0 && returning.FirstKey <= second)
        {
            var cohort = returning.First;
            returning.RemoveFirst();
            Return(second, cohort);
        }

        // Nothing can be too old before the simulation is older than the retention; after that a look once a minute will do.
        if (second > RetentionSeconds && second % 60 == 0)
        {
            fresh.RemoveSentBefore(second - RetentionSeconds, expireVisible);
            worn.RemoveSentBefore(second - RetentionSeconds, expireVisible);
            foreach (var group in groups.Visible) group.RemoveSentBefore(second - RetentionSeconds, expireVisible);
        }
    }

    /// <summary>Drops what is visible or waits to become visible, and voids receipts. What an invocation works on is deleted by that invocation.</summary>
    public void Purge()
    {
        Drop(fresh);
        Drop(worn);
        foreach (var group in groups.Visible) Drop(group);
        (Visible, VisiblePoison) = (0, 0);
        for (; returning.Count > 0; returning.RemoveFirst())
        {
            CountInFlight(returning.First, -returning.First.Count);
            CountPurged(returning.First);
        }

        PurgeSingles();
    }

    /// <summary>Where the next message to be received is; only when one is visible.</summary>
    private CohortDeque? NextSource => Fifo ? groups.Next() : NextOfStandard;

    private CohortDeque NextOfStandard => worn.Count == 0 || (fresh.Count > 0 && fresh.FirstKey <= worn.FirstKey) ? fresh : worn;

    private bool IsUsedUp(in Cohort cohort) => DeadLetter is not null && cohort.Receives >= MaxReceiveCount;

    /// <summary>A FIFO queue never leaves a message out of its age: nothing overtakes it.</summary>
    private bool CountsForAge(in Cohort cohort) => Fifo || !cohort.IsWorn;

    private void CountVisible(in Cohort cohort, long change)
    {
        Visible += change;
        if (cohort.Poison) VisiblePoison += change;
    }

    private void CountInFlight(in Cohort cohort, long change)
    {
        InFlight += change;
        if (Fifo) groups.InFlight(cohort.Group, change);
    }

    private Cohort CountReceive(in Cohort taken)
    {
        var received = taken with { Receives = taken.Receives + 1 };
        if (!Fifo && received.Receives == Cohort.WornReceives) ages.Remove(received.At, received.Count);
        CountVisible(received, -received.Count);
        CountInFlight(received, received.Count);
        Totals.Received += received.Count;
        return received;
    }

    private void Return(int second, in Cohort cohort)
    {
        CountInFlight(cohort, -cohort.Count);
        if (cohort.Sent < second - RetentionSeconds)
        {
            Expire(cohort);
            return;
        }

        CountVisible(cohort, cohort.Count);
        if (Fifo) groups.Return(cohort);
        else if (cohort.IsWorn) worn.Add(second, cohort);
        else fresh.Add(cohort.At, cohort);
    }

    private void Arrive(in Cohort cohort)
    {
        CountVisible(cohort, cohort.Count);
        if (Fifo) groups.Add(cohort);
        else fresh.Add(cohort.At, cohort);
        ages.Add(cohort.At, cohort.Count);
    }

    /// <summary>On the dead-letter queue receives are counted anew.</summary>
    private void MoveToDeadLetter(int second, in Cohort cohort)
    {
        if (CountsForAge(cohort)) ages.Remove(cohort.At, cohort.Count);
        Totals.Redriven += cohort.Count;
        DeadLetter!.Totals.RedrivenIn += cohort.Count;
        DeadLetter.Arrive(cohort with { At = second, Receives = 0, Group = GroupOn(DeadLetter, cohort), Origin = DeadLetter.OriginOf(this) });
    }

    private void Expire(in Cohort cohort)
    {
        Totals.Expired += cohort.Count;
        if (CountsForAge(cohort)) ages.Remove(cohort.At, cohort.Count);
    }

    private void Drop(CohortDeque cohorts)
    {
        for (; cohorts.Count > 0; cohorts.RemoveFirst()) CountPurged(cohorts.First);
    }

    private void CountPurged(in Cohort cohort)
    {
        Totals.Purged += cohort.Count;
        if (CountsForAge(cohort)) ages.Remove(cohort.At, cohort.Count);
    }
}
