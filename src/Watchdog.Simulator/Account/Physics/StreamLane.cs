namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The records of one shard, or of one of the parts into which a mapping's parallelization divides a shard, from the mapping's position on.
/// They keep their order: a batch leaves from the front only when it was processed or given up, and nothing passes it.
/// </summary>
internal sealed class StreamLane
{
    private const double FirstBackoffSeconds = 1;

    /// <summary>AWS documents that retries back off, not how far; so every minute of a lasting failure still shows errors.</summary>
    private const double LongestBackoffSeconds = 30;

    private readonly CohortDeque records = new();

    // The batches that are to be tried again, the next one last. They are the front of the records, in their order.
    private readonly List<Batch> again = [];
    private double backoff;

    /// <summary>Records, those of the batch that is being worked on included.</summary>
    public long Waiting { get; private set; }

    /// <summary>How many of them were there when the shard was last looked into.</summary>
    public long Seen { get; private set; }

    /// <summary>When the next batch may be handed over, in seconds since the start.</summary>
    public double FreeAt { get; private set; }

    /// <summary>The second in which the running invocation ends; null when none runs.</summary>
    public int? EndsIn { get; private set; }

    /// <summary>Records of the batch that is being worked on.</summary>
    public long Size { get; private set; }

    /// <summary>How many of them are processed when the invocation ends; the first of those that are not is the next batch's first.</summary>
    public long Processed { get; private set; }

    /// <summary>Whether no batch may begin here: the shard is to be divided anew when what runs has ended.</summary>
    public bool Held { get; set; }

    public bool Retries => again.Count > 0;

    /// <summary>The second in which the first record was written; only when one waits.</summary>
    public int FirstSecond => records.FirstKey;

    public void Add(int second, long count, bool poison)
    {
        records.Add(second, new Cohort(second, second, 0, count) { Poison = poison });
        Waiting += count;
    }

    /// <summary>All that wait, the oldest first; a failed batch is no longer one then.</summary>
    public IEnumerable<(int Second, long Count, bool Poison)> Records() =>
        Enumerable.Range(0, records.Count).Select(records.At).Select(c => (c.At, c.Count, c.Poison));

    public void Look() => Seen = Waiting;

    /// <summary>Chooses the next batch: the one that failed, as it was, or the front.</summary>
    /// <param name="most">At most this many; at least one waits.</param>
    /// <returns>The second of the last record, and how many come before the first that nobody can process.</returns>
    public (int LastSecond, long BeforePoison) Choose(long most)
    {
        Size = Retries ? again[^1].Size : Math.Min(Waiting, most);
        var (seen, beforePoison) = (0L, -1L);
        for (var i = 0; ; i++)
        {
            var cohort = records.At(i);
            if (cohort.Poison && beforePoison < 0) beforePoison = seen;
            seen += cohort.Count;
            if (seen >= Size) return (cohort.At, beforePoison < 0 ? Size : beforePoison);
        }
    }

    /// <summary>The batch was handed over.</summary>
    /// <param name="end">When the invocation ends, in seconds since the start.</param>
    public void Begin(double end, long processed, int? endsIn) => (FreeAt, Processed, EndsIn) = (end, processed, endsIn);

    /// <summary>The batch was refused for want of concurrency. It stays the next one; that is no attempt.</summary>
    public void Refuse(double at)
    {
        if (!Retries) again.Add(new Batch(Size, 0));
        BackOff(at);
    }

    /// <summary>Ends the invocation.</summary>
    /// <param name="maximumRetries">Null: without end.</param>
    /// <param name="bisect">Whether a failed batch is halved, which is no attempt.</param>
    /// <returns>How many records were given up.</returns>
    public long End(int? maximumRetries, bool bisect)
    {
        var failed = Size - Processed;
        var attempts = Retries ? again[^1].Attempts : 0;
        if (Retries) again.RemoveAt(again.Count - 1);
        EndsIn = null;
        Take(Processed);
        if (failed == 0)
        {
            backoff = 0;
            return 0;
        }

        if (Processed > 0) (attempts, backoff) = (0, 0); // What is left begins with another record, so it is another batch.
        if (bisect && failed > 1)
        {
            again.Add(new Batch(failed - failed / 2, attempts));
            again.Add(new Batch(failed / 2, attempts));
        }
        else if (attempts >= maximumRetries)
        {
            Take(failed);
            backoff = 0;
            return failed;
        }
        else
        {
            again.Add(new Batch(failed, attempts + 1));
        }

        BackOff(FreeAt);
        return 0;
    }

    /// <summary>Drops what was written before a second; none of it may be in work. Gives how many.</summary>
    public long DropBefore(double second)
    {
        var dropped = 0L;
        for (; records.Count > 0 && records.FirstKey < second; records.RemoveFirst()) dropped += records.First.Count;
        Waiting -= dropped;
        for (var left = dropped; left > 0 && Retries;)
        {
            var batch = again[^1];
            again.RemoveAt(again.Count - 1);
            if (batch.Size > left) again.Add(batch with { Size = batch.Size - left });
            left -= batch.Size;
        }

        return dropped;
    }

    private void BackOff(double at)
    {
        backoff = backoff == 0 ? FirstBackoffSeconds : Math.Min(backoff * 2, LongestBackoffSeconds);
        FreeAt = at + backoff;
    }

    private void Take(long count)
    {
        Waiting -= count;
        while (count > 0)
        {
            var part = Math.Min(count, records.First.Count);
            records.TakeFromFirst(part);
            count -= part;
        }
    }

    /// <param name="Attempts">How often it was tried again.</param>
    private readonly record struct Batch(long Size, int Attempts);
}
