namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The lanes of a stream's shards: each shard has as many as batches of it may be worked on at the same time. When that number changes, a shard
/// takes no new batch until those that run have ended, and is then divided anew; batches that failed are formed anew, too.
/// </summary>
internal sealed class ShardLanes
{
    private readonly StreamLane[][] shards;
    private readonly RandomStream random;
    private int wanted;
    private bool dividing;

    public ShardLanes(int shards, int parts, RandomStream random)
    {
        this.shards = [.. Enumerable.Range(0, shards).Select(_ => NewLanes(parts))];
        (wanted, this.random) = (parts, random);
        All = Flatten();
    }

    /// <summary>Shard by shard.</summary>
    public StreamLane[] All { get; private set; }

    public void Add(int shard, int second, long count, bool poison) => Spread(shards[shard], second, count, poison);

    /// <summary>Called once a second, when what ends in it has ended.</summary>
    public void Follow(int parts)
    {
        if (parts == wanted && !dividing) return;
        (wanted, dividing) = (parts, false);
        for (var shard = 0; shard < shards.Length; shard++)
        {
            var lanes = shards[shard];
            var other = lanes.Length != parts;
            if (other && Array.TrueForAll(lanes, l => l.EndsIn is null))
            {
                shards[shard] = Divide(lanes, parts);
                continue;
            }

            foreach (var lane in lanes) lane.Held = other;
            dividing |= other;
        }

        All = Flatten();
    }

    private StreamLane[] Divide(StreamLane[] lanes, int parts)
    {
        var divided = NewLanes(parts);
        foreach (var (second, count, poison) in lanes.SelectMany(l => l.Records()).OrderBy(r => r.Second)) Spread(divided, second, count, poison);
        return divided;
    }

    /// <summary>Which of the parallel batches a record belongs to is drawn, as its key would decide it.</summary>
    private void Spread(StreamLane[] lanes, int second, long count, bool poison)
    {
        for (var part = 0; part < lanes.Length && count > 0; part++)
        {
            var here = Sampling.Binomial(random, count, 1.0 / (lanes.Length - part));
            if (here > 0) lanes[part].Add(second, here, poison);
            count -= here;
        }
    }

    private StreamLane[] Flatten() => [.. shards.SelectMany(lanes => lanes)];

    private static StreamLane[] NewLanes(int parts) => [.. Enumerable.Range(0, parts).Select(_ => new StreamLane())];
}
