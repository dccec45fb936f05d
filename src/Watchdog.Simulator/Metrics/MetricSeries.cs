namespace Watchdog.Simulator.Metrics;

/// <summary>
/// One metric by the minute. What belongs to a minute but became known only in a later one (an invocation is stamped with its start and
/// published after its end) is kept apart under the minute in which it became known, so that a reader sees it no earlier.
/// </summary>
internal sealed class MetricSeries(MetricId id, ulong keyHash)
{
    private const int ChunkMinutes = 64;
    private readonly List<Late> late = [];
    private Cell[]?[] chunks = [];
    private int firstChunk;

    public MetricId Id { get; } = id;

    public ulong KeyHash { get; } = keyHash;

    public bool IsEmpty => chunks.Length == 0;

    /// <param name="minute">Minutes since 1970 that the samples belong to.</param>
    /// <param name="knownIn">The minute in which the last of them became known; not before <paramref name="minute"/>.</param>
    public void Add(int minute, int knownIn, in StatisticSet set, Histogram? histogram)
    {
        if (set.Count == 0) return;
        ref var cell = ref CellOf(minute);
        if (knownIn <= minute)
        {
            cell.Set.Merge(set);
            Combine(ref cell.Histogram, histogram);
            return;
        }

        late.Add(new Late { KnownIn = knownIn, Set = set, Histogram = histogram, Next = cell.FirstLate - 1 });
        cell.FirstLate = late.Count;
    }

    /// <summary>Adds samples of one value, and keeps them for percentiles.</summary>
    public void Add(int minute, double value, long samples)
    {
        var set = default(StatisticSet);
        set.Add(value, samples);
        ref var cell = ref CellOf(minute);
        cell.Set.Merge(set);
        (cell.Histogram ??= new Histogram()).Add(Histogram.BucketOf(value), samples);
    }

    /// <summary>Merges what is readable of a minute; <paramref name="readable"/> says for a minute whether its publishing delay has passed.</summary>
    public void Collect(int minute, Func<MetricSeries, int, bool> readable, ref StatisticSet set, ref Histogram? histogram)
    {
        var chunk = (minute >> 6) - firstChunk;
        if (chunk < 0 || chunk >= chunks.Length || chunks[chunk] is not { } cells) return;
        ref var cell = ref cells[minute & (ChunkMinutes - 1)];
        if (cell.Set.Count > 0 && readable(this, minute))
        {
            set.Merge(cell.Set);
            MergeCopy(ref histogram, cell.Histogram);
        }

        for (var i = cell.FirstLate - 1; i >= 0; i = late[i].Next)
        {
            if (!readable(this, late[i].KnownIn)) continue;
            set.Merge(late[i].Set);
            MergeCopy(ref histogram, late[i].Histogram);
        }
    }

    private ref Cell CellOf(int minute)
    {
        var chunk = minute >> 6;
        if (chunks.Length == 0)
        {
            firstChunk = chunk;
            chunks = new Cell[]?[1];
        }
        else if (chunk < firstChunk)
        {
            var grown = new Cell[]?[chunks.Length + firstChunk - chunk];
            chunks.CopyTo(grown, firstChunk - chunk);
            (chunks, firstChunk) = (grown, chunk);
        }
        else if (chunk - firstChunk >= chunks.Length)
        {
            Array.Resize(ref chunks, chunk - firstChunk + 1);
        }

        return ref (chunks[chunk - firstChunk] ??= new Cell[ChunkMinutes])[minute & (ChunkMinutes - 1)];
    }

    private static void Combine(ref Histogram? into, Histogram? other)
    {
        if (into is null) into = other;
        else if (other is not null) into.Merge(other);
    }

    private static void MergeCopy(ref Histogram? into, Histogram? other)
    {
        if (other is null) return;
        (into ??= new Histogram()).Merge(other);
    }

    private struct Cell
    {
        public StatisticSet Set;
        public Histogram? Histogram;

        /// <summary>One more than the index of the newest late contribution; 0 when there is none.</summary>
        public int FirstLate;
    }

    private struct Late
    {
        public int KnownIn;
        public StatisticSet Set;
        public Histogram? Histogram;
        public int Next;
    }
}
