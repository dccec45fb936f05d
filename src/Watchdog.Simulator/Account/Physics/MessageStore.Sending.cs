namespace Watchdog.Simulator.Account.Physics;

/// <summary>How messages come to the queue: into the groups of a FIFO queue, with a delay, as poison, and back from a dead-letter queue.</summary>
internal sealed partial class MessageStore
{
    /// <summary>Over so many groups of a FIFO queue its messages are spread, where the sender names no other number.</summary>
    public const int DefaultGroups = 10;

    private readonly FifoGroups groups = new();
    private readonly List<MessageStore> origins = [];

    public bool Fifo { get; set; }

    /// <summary>Draws the groups. There from the moment the queue has a clock.</summary>
    public RandomStream? Random { get; set; }

    /// <summary>FIFO queues only: groups of which a message can be received.</summary>
    public int ReadyGroups => groups.Ready;

    /// <summary>FIFO queues only: groups with a message in flight.</summary>
    public int BusyGroups => groups.Busy;

    /// <summary>Messages that nothing tells apart but their group.</summary>
    /// <param name="groupCount">Over so many groups they are spread evenly, when this is a FIFO queue.</param>
    /// <param name="poison">Whether no consumer can ever process them.</param>
    public void Send(int second, long count, int groupCount, bool poison)
    {
        if (count <= 0) return;
        Totals.Sent += count;
        var cohort = new Cohort(second, second, 0, count) { Poison = poison };
        if (!Fifo)
        {
            Send(second, cohort, DelaySeconds);
            return;
        }

        if (count <= groupCount)
        {
            for (var i = 0L; i < count; i++)
                Send(second, cohort with { Count = 1, Group = groups.NumberOf((int)(Random!.NextDouble() * groupCount)) }, DelaySeconds);
            return;
        }

        for (var group = 0; group < groupCount && count > 0; group++)
        {
            var part = Sampling.Binomial(Random!, count, 1.0 / (groupCount - group));
            if (part > 0) Send(second, cohort with { Count = part, Group = groups.NumberOf(group) }, DelaySeconds);
            count -= part;
        }
    }

    /// <summary>
    /// Sends the visible messages of this dead-letter queue back to the queues that they came from, as messages that are new there. What was
    /// sent here directly stays.
    /// </summary>
    public void Redrive(int second)
    {
        Redrive(second, fresh);
        Redrive(second, worn);
        foreach (var group in groups.Visible) Redrive(second, group);
    }

    private void Redrive(int second, CohortDeque cohorts)
    {
        for (var left = cohorts.Count; left > 0; left--)
        {
            var (key, cohort) = (cohorts.FirstKey, cohorts.First);
            cohorts.RemoveFirst();
            if (cohort.Origin == 0)
            {
                // Behind the others, so that after one round the order is as it was.
                cohorts.AddLast(key, cohort);
                continue;
            }

            // A receive, a delete and a send each, as the task does it.
            CountVisible(cohort, -cohort.Count);
            if (CountsForAge(cohort)) ages.Remove(cohort.At, cohort.Count);
            Totals.Received += cohort.Count;
            Totals.Deleted += cohort.Count;
            var to = origins[cohort.Origin - 1];
            to.Totals.Sent += cohort.Count;
            to.Send(second, cohort with { At = second, Sent = second, Receives = 0, Group = GroupOn(to, cohort), Origin = 0 }, to.DelaySeconds);
        }
    }

    private void Send(int second, in Cohort cohort, int delay)
    {
        if (delay <= 0)
        {
            Arrive(cohort);
            return;
        }

        Delayed += cohort.Count;
        delayed.Add(second + delay, cohort);
    }

    /// <summary>Messages of one group, in their order, up to one that goes to the dead-letter queue instead.</summary>
    private void ReceiveGroup(CohortDeque group, long most, CohortBuffer into)
    {
        while (most > 0 && group.Count > 0 && !IsUsedUp(group.First))
        {
            var taken = group.First with { Count = Math.Min(group.First.Count, most) };
            group.TakeFromFirst(taken.Count);
            most -= taken.Count;
            into.Add(CountReceive(taken));
        }
    }

    private int OriginOf(MessageStore queue)
    {
        var at = origins.IndexOf(queue);
        if (at < 0)
        {
            at = origins.Count;
            origins.Add(queue);
        }

        return at + 1;
    }

    private short GroupOn(MessageStore other, in Cohort cohort) =>
        !other.Fifo ? (short)0 : other.groups.NumberOf(Fifo ? groups.NameOf(cohort.Group) : "");
}
