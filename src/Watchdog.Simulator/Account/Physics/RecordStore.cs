namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The records of one stream. Every mapping that reads it has a position of its own, so each is handed its own share of every write and
/// keeps what it has not passed yet; what all have passed nobody can read again.
/// </summary>
internal sealed class RecordStore(int shards) : ISink
{
    private readonly List<StreamMappingRun> readers = [];

    public long Written { get; private set; }

    /// <summary>Draws the shards. There from the moment the stream has a clock.</summary>
    public RandomStream? Random { get; set; }

    public void Send(int second, long count) => Send(second, count, false);

    public void Send(int second, long count, bool poison)
    {
        Written += count;
        var left = count;
        for (var shard = 0; shard < shards && left > 0; shard++)
        {
            var part = Sampling.Binomial(Random!, left, 1.0 / (shards - shard));
            if (part == 0) continue;
            foreach (var reader in readers) reader.Append(shard, second, part, poison);
            left -= part;
        }
    }

    public void ForgetReaders() => readers.Clear();

    public void AddReader(StreamMappingRun reader) => readers.Add(reader);
}
