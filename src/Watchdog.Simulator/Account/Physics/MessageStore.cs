namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The messages of one queue, in the order of a standard queue. Every message sent is delayed, visible, in flight, deleted, moved to the dead-letter queue, expired or purged;
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
        Visible -= cohort.Count;
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

    public void Send(int second, long count) => Send(second, count, 0, null);

    /// <summary>Seconds since the oldest message that counts came; 0 when none does.</summary>
    public int Age(int second) => ages.Oldest is { } oldest ? second - oldest : 0;

    /// <summary>
    /// Takes up to <paramref name="most"/> visible messages, oldest first, and adds them to <paramref name="into"/> with this receive counted.
    /// A message that was received maxReceiveCount times moves to the dead-letter queue instead.
    /// </summary>
    public void Receive(int second, long most, CohortBuffer into)
    {
        most = Math.Min(most, MaximumInFlight - InFlight);
        while (most > 0 && Visible > 0)
        {
            var source = NextSource;
            var first = source.First;
            if (IsUsedUp(first))
            {
                source.RemoveFirst();
                Visible -= first.Count;
                MoveToDeadLetter(second, first);
                continue;
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
        InFlight -= cohort.Count;
        Totals.Deleted += cohort.Count;
        if (!cohort.IsWorn) ages.Remove(cohort.At, cohort.Count);
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
        }
    }

    /// <summary>Drops what is visible or waits to become visible, and voids receipts. What an invocation works on is deleted by that invocation.</summary>
    public void Purge()
    {
        Drop(fresh);
        Drop(worn);
        var waiting = Drop(returning);
        Visible = 0;
        InFlight -= waiting;
        PurgeSingles();
    }

    /// <summary>Where the next message to be received is; only when one is visible.</summary>
    private CohortDeque NextSource => worn.Count == 0 || (fresh.Count > 0 && fresh.FirstKey <= worn.FirstKey) ? fresh : worn;

    private bool IsUsedUp(in Cohort cohort) => DeadLetter is not null && cohort.Receives >= MaxReceiveCount;

    private Cohort CountReceive(in Cohort taken)
    {
        var received = taken with { Receives = taken.Receives + 1 };
        if (received.Receives == Cohort.WornReceives) ages.Remove(received.At, received.Count);
        Visible -= received.Count;
        InFlight += received.Count;
        Totals.Received += received.Count;
        return received;
    }

    private void Return(int second, in Cohort cohort)
    {
        InFlight -= cohort.Count;
        if (cohort.Sent < second - RetentionSeconds)
        {
            Expire(cohort);
            return;
        }

        Visible += cohort.Count;
        if (cohort.IsWorn) worn.Add(second, cohort);
        else fresh.Add(cohort.At, cohort);
    }

    private void Arrive(in Cohort cohort)
    {
        Visible += cohort.Count;
        fresh.Add(cohort.At, cohort);
        ages.Add(cohort.At, cohort.Count);
    }

    /// <summary>On the dead-letter queue receives are counted anew.</summary>
    private void MoveToDeadLetter(int second, in Cohort cohort)
    {
        if (!cohort.IsWorn) ages.Remove(cohort.At, cohort.Count);
        Totals.Redriven += cohort.Count;
        DeadLetter!.Totals.RedrivenIn += cohort.Count;
        DeadLetter.Arrive(cohort with { At = second, Receives = 0 });
    }

    private void Expire(in Cohort cohort)
    {
        Totals.Expired += cohort.Count;
        if (!cohort.IsWorn) ages.Remove(cohort.At, cohort.Count);
    }

    private long Drop(CohortDeque cohorts)
    {
        var dropped = 0L;
        for (; cohorts.Count > 0; cohorts.RemoveFirst())
        {
            dropped += cohorts.First.Count;
            if (!cohorts.First.IsWorn) ages.Remove(cohorts.First.At, cohorts.First.Count);
        }

        Totals.Purged += dropped;
        return dropped;
    }
}
