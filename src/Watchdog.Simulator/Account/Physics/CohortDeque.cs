namespace Watchdog.Simulator.Account.Physics;

/// <summary>Cohorts in the order of a key (a second), in a ring that grows. Adding at either end is cheap, and that is where nearly all are added.</summary>
internal sealed class CohortDeque
{
    /// <summary>How far back an equal cohort is looked for. One that is missed costs an entry, not a message.</summary>
    private const int LookBack = 8;

    private Entry[] ring = new Entry[4];
    private int head;

    public int Count { get; private set; }

    public int FirstKey => ring[head].Key;

    public Cohort First => ring[head].Cohort;

    /// <summary>Puts a cohort where its key belongs, behind equal ones; together with one that differs in the count alone.</summary>
    public void Add(int key, in Cohort cohort)
    {
        var at = Place(key);
        if (at > 0 && Merges(at - 1, key, cohort)) return;
        for (var before = at - 2; before >= at - LookBack && before >= 0; before--)
            if (Merges(before, key, cohort)) return;
        Insert(at, key, cohort);
    }

    /// <summary>Puts a cohort where the order of a FIFO group wants it: by time, then by number, and of those that are alike first what was received most.</summary>
    public void AddInOrder(in Cohort cohort)
    {
        var at = 0;
        while (at < Count && !Precedes(cohort, this[at].Cohort)) at++;
        Insert(at, cohort.At, cohort);
    }

    /// <summary>Puts back what was taken from the front in a round over all.</summary>
    public void AddLast(int key, in Cohort cohort) => Insert(Count, key, cohort);

    public void RemoveFirst()
    {
        head = (head + 1) & (ring.Length - 1);
        Count--;
    }

    public void TakeFromFirst(long count)
    {
        if (ring[head].Cohort.Count == count) RemoveFirst();
        else ring[head].Cohort = ring[head].Cohort with { Count = ring[head].Cohort.Count - count };
    }

    /// <param name="index">From 0, the first.</param>
    public Cohort At(int index) => this[index].Cohort;

    public void Clear() => (head, Count) = (0, 0);

    /// <summary>Removes the cohorts that were sent before a second, and gives each to <paramref name="removed"/>.</summary>
    public void RemoveSentBefore(int second, Action<Cohort> removed)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Cohort.Sent < second) removed(this[i].Cohort);
            else this[kept++] = this[i];
        }

        Count = kept;
    }

    private ref Entry this[int index] => ref ring[(head + index) & (ring.Length - 1)];

    private int Place(int key)
    {
        if (Count == 0 || this[Count - 1].Key <= key) return Count;
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].Key <= key) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private bool Merges(int index, int key, in Cohort cohort)
    {
        ref var entry = ref this[index];
        if (entry.Cohort.Message is not null || cohort.Message is not null) return false;
        if (entry.Key != key || entry.Cohort with { Count = cohort.Count } != cohort) return false;
        entry.Cohort = cohort with { Count = entry.Cohort.Count + cohort.Count };
        return true;
    }

    private static bool Precedes(in Cohort cohort, in Cohort other) =>
        (cohort.At, cohort.Message?.Number ?? 0, other.Receives).CompareTo((other.At, other.Message?.Number ?? 0, cohort.Receives)) < 0;

    private void Insert(int at, int key, in Cohort cohort)
    {
        if (Count == ring.Length) Grow();
        if (at >= Count / 2)
        {
            Count++;
            for (var i = Count - 1; i > at; i--) this[i] = this[i - 1];
        }
        else
        {
            head = (head - 1) & (ring.Length - 1);
            Count++;
            for (var i = 0; i < at; i++) this[i] = this[i + 1];
        }

        this[at] = new Entry(key, cohort);
    }

    private void Grow()
    {
        var grown = new Entry[ring.Length * 2];
        for (var i = 0; i < Count; i++) grown[i] = this[i];
        (ring, head) = (grown, 0);
    }

    private record struct Entry(int Key, Cohort Cohort);
}
