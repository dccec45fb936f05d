namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// A stream mapping at work: of every shard, times the parallelization, one batch at a time. A batch that fails or is refused is tried
/// again until it succeeds or is given up, and holds back what comes after it.
/// </summary>
internal sealed class StreamMappingRun : IMappingRun
{
    /// <summary>How often a second Lambda looks into a shard, which is how often a loop turns.</summary>
    private const int PollsOfTable = 4;
    private const int PollsOfKinesis = 1;

    private readonly SimulatedStream stream;
    private readonly SimulatedClock clock;
    private readonly RandomStream random;
    private readonly ShardLanes shards;
    private int firstEnd = int.MaxValue;
    private double debt;

    public StreamMappingRun(SimulatedMapping mapping, SimulatedStream stream, FunctionRun function, SimulatedClock clock, RandomStream random)
    {
        (Mapping, this.stream, Function, this.clock, this.random) = (mapping, stream, function, clock, random);
        shards = new ShardLanes(stream.Shards, mapping.Parallelization, random);
    }

    public SimulatedMapping Mapping { get; }

    public FunctionRun Function { get; }

    public SimulatedStream Stream => stream;

    public int Wanted { get; private set; }

    private RecordTotals Totals => Mapping.Records;

    private StreamLane[] Lanes => shards.All;

    /// <summary>Records of one shard that were written.</summary>
    public void Append(int shard, int second, long count, bool poison)
    {
        Totals.Waiting += count;
        shards.Add(shard, second, count, poison);
    }

    public void BeginSecond()
    {
        if (clock.Second >= firstEnd) EndInvocations();
        shards.Follow(Mapping.Parallelization);

        // Also while the mapping is disabled: what it does not read in time is lost.
        if (clock.Second % 60 == 0 && Totals.Waiting > 0) Totals.Expired += DropBefore(clock.Second - stream.Retention.TotalSeconds);
    }

    public int Ask(double growthPerMinute)
    {
        Wanted = 0;
        if (!Mapping.Polls || Totals.Waiting == 0) return 0;
        if (Mapping.MaximumRecordAge is { } oldest) Totals.Discarded += DropBefore(clock.Second - oldest.TotalSeconds);
        var (ready, batches) = (0, 0L);
        foreach (var lane in Lanes)
        {
            if (!IsReady(lane)) continue;
            ready++;
            batches += Turns > 1 ? int.MaxValue : (lane.Waiting + Mapping.BatchSize - 1) / Mapping.BatchSize;
        }

        return Wanted = ready == 0 ? 0 : Function.Slots(batches, ready);
    }

    public void Start(int slots)
    {
        if (Wanted == 0) return;

        // Slots are shared by lanes with short invocations; where all that was asked for was granted, all of them fit.
        var budget = slots == Wanted ? double.PositiveInfinity : slots - debt;
        for (var turn = 0; turn < Turns; turn++) Turn(turn, ref budget);
        debt = Math.Max(0, -budget);
    }

    /// <summary>Only a loop makes records within the second that can be read within it.</summary>
    private int Turns => !Function.HasWrites || Function.GainInto(stream.Records) == 0 ? 1
        : stream.Kind == StreamKind.Table ? PollsOfTable : PollsOfKinesis;

    private bool IsReady(StreamLane lane)
    {
        if (lane.Held || lane.Waiting == 0 || lane.EndsIn is not null || lane.FreeAt >= clock.Second + 1) return false;
        return lane.Retries || lane.Waiting >= Mapping.BatchSize || clock.Second - lane.FirstSecond >= Mapping.BatchingWindow.TotalSeconds;
    }

    /// <summary>Where there is too little concurrency, another lane is the first each second, so that none starves.</summary>
    private void Turn(int turn, ref double budget)
    {
        var lanes = Lanes;
        foreach (var lane in lanes) lane.Look();
        for (var i = 0; i < lanes.Length; i++)
        {
            var lane = lanes[(i + clock.Second) % lanes.Length];
            if (lane.Seen == 0 || !IsReady(lane)) continue;
            var time = Math.Max(lane.FreeAt, clock.Second + (double)turn / Turns);
            if (budget > 0) Work(lane, time, ref budget);
            else Refuse(lane, time);
        }
    }

    /// <summary>One batch after the other until the second is over; what this turn writes is for the next.</summary>
    private void Work(StreamLane lane, double time, ref double budget)
    {
        var durations = Function.Durations;
        for (var left = lane.Seen; left > 0 && lane.EndsIn is null && time < clock.Second + 1;)
        {
            if (left < Mapping.BatchSize && !IsReady(lane)) return;
            var bin = durations[(int)(random.Next() & (ulong)(durations.Count - 1))];
            var (lastSecond, beforePoison) = lane.Choose(Math.Min(left, Mapping.BatchSize));
            var processed = ProcessedOf(lane.Size, beforePoison, bin.TimesOut);
            var end = time + bin.Seconds;
            var steps = (int)end - clock.Second;
            Function.Count(bin, 1, processed < lane.Size && (bin.TimesOut || !Mapping.PartialBatch) ? 1 : 0, steps);
            Function.Metrics.IteratorAge((time - lastSecond) * 1000);
            budget -= steps > 0 ? 1 : bin.SlotSeconds;
            left -= lane.Size;
            lane.Begin(end, processed, steps > 0 ? clock.Second + steps : null);
            if (steps > 0)
            {
                firstEnd = Math.Min(firstEnd, clock.Second + steps);
                return;
            }

            End(lane);
            time = lane.FreeAt;
        }
    }

    private void Refuse(StreamLane lane, double time)
    {
        lane.Choose(Mapping.BatchSize);
        lane.Refuse(time);
        Function.Throttle(1);
    }

    /// <summary>How many records of a batch are done when the invocation has ended, in their order.</summary>
    private long ProcessedOf(long size, long beforePoison, bool timesOut)
    {
        if (timesOut) return 0;
        if (!Mapping.PartialBatch) return beforePoison < size || (Function.ErrorRate > 0 && random.NextDouble() < Function.ErrorRate) ? 0 : size;

        // The function reports the first that failed; the number before it is geometric.
        if (Function.ErrorRate <= 0) return beforePoison;
        if (Function.ErrorRate >= 1) return 0;
        return (long)Math.Min(beforePoison, Math.Log(1 - random.NextDouble()) / Math.Log(1 - Function.ErrorRate));
    }

    private void EndInvocations()
    {
        firstEnd = int.MaxValue;
        foreach (var lane in Lanes)
        {
            if (lane.EndsIn is not { } second) continue;
            if (second > clock.Second)
            {
                firstEnd = Math.Min(firstEnd, second);
                continue;
            }

            Function.Running--;
            End(lane);
        }
    }

    private void End(StreamLane lane)
    {
        var before = lane.Waiting;
        var processed = lane.Processed;
        Totals.Discarded += lane.End(Mapping.MaximumRetries, Mapping.Bisect);
        Totals.Processed += processed;
        Totals.Waiting -= before - lane.Waiting;
        Function.Write(processed);
    }

    private long DropBefore(double second)
    {
        var dropped = 0L;
        if (second <= 0) return 0;
        foreach (var lane in Lanes)
            if (lane.EndsIn is null) dropped += lane.DropBefore(second);
        Totals.Waiting -= dropped;
        return dropped;
    }
}
