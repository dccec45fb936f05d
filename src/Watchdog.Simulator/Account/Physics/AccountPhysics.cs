namespace Watchdog.Simulator.Account.Physics;

/// <summary>One second after the other: messages return, invocations end, traffic arrives, and what asks for concurrency gets its share.</summary>
internal sealed class AccountPhysics(SimulatedAccount account, SimulatedClock clock)
{
    private readonly FunctionMetrics totals = new(account.Metrics, null);
    private readonly PoolMetrics poolMetrics = new(account.Metrics);
    private readonly Func<string, ISink?> findSink = name =>
        account.Queues.TryGetValue(name, out var queue) ? queue.Messages
        : account.Streams.TryGetValue(name, out var stream) ? stream.Records
        : account.PushSources.TryGetValue(name, out var source) ? source.Events
        : account.Functions.TryGetValue(name, out var function) ? function.Physics?.NeedAsynchronous()
        : null;
    private QueueRun[] queues = [];
    private StreamRun[] streams = [];
    private IMappingRun[] mappings = [];
    private FunctionRun[] functions = [];

    // All of the account's, also those that the physics do not run: they have reservations and are changed like any other.
    private SimulatedFunction[] allFunctions = [];
    private SimulatedMapping[] allMappings = [];
    private Dictionary<string, QueueRun> queuesByArn = [];
    private Dictionary<string, StreamRun> streamsByArn = [];
    private Dictionary<string, FunctionRun> functionsByName = [];

    public List<TrafficSource> Traffic { get; } = [];

    /// <summary>Takes in what was added to the account, drops what was removed, and follows what was changed.</summary>
    public void Refresh()
    {
        allFunctions = [.. account.Functions.Values];
        allMappings = [.. account.Mappings.Values];
        foreach (var queue in account.Queues.Values) queue.Attach(clock);
        foreach (var stream in account.Streams.Values) stream.Attach(clock);
        foreach (var mapping in allMappings) mapping.Attach(clock);
        queues = Resources.Follow(queues, account.Queues.Values, run => run.Queue, queue => new QueueRun(queue, account.Metrics));
        streams = Resources.Follow(streams, account.Streams.Values, run => run.Stream, stream => new StreamRun(stream, account.Metrics));
        functions = Resources.Follow(functions, allFunctions.Where(f => !f.Hosted), run => run.Function, NewFunction);
        streamsByArn = streams.ToDictionary(s => s.Stream.SourceArn);
        queuesByArn = queues.ToDictionary(q => q.Queue.Arn);
        functionsByName = functions.ToDictionary(f => f.Function.Name);
        mappings = Resources.Follow(mappings, allMappings.Where(IsComplete), run => run.Mapping, NewMapping);

        FollowReaders();
        FollowTriggers();
        foreach (var function in functions) function.Resolve(findSink);
        foreach (var function in functions)
        {
            function.Callers.Clear();
            if (function.Asynchronous is not { } events) continue;
            function.Callers.Add(events);
            events.OnFailure = function.Function.OnFailureArn is { } arn ? FindQueue(arn)?.Messages : null;
        }

        foreach (var mapping in mappings) mapping.Function.Callers.Add(mapping);
        foreach (var function in functions.Where(f => f.Chain is not null)) FollowChain(function);
        foreach (var queue in queues)
        {
            var redrive = queue.Queue.Redrive;
            queue.Messages.DeadLetter = redrive is null ? null : FindQueue(redrive.DeadLetterQueueArn)?.Messages;
            queue.Messages.MaxReceiveCount = redrive?.MaxReceiveCount ?? 0;
        }
    }

    public void AdvanceSecond()
    {
        foreach (var mapping in allMappings) mapping.Advance();
        foreach (var queue in queues) queue.Messages.BeginSecond(clock.Second);
        foreach (var function in functions)
        {
            function.Refresh(findSink);
            function.BeginSecond();
        }

        foreach (var function in functions) function.Asynchronous?.BeginSecond();
        foreach (var mapping in mappings) mapping.BeginSecond();
        foreach (var source in Traffic) source.Arrive(clock.Second);
        Allocate();
        foreach (var queue in queues) queue.EndSecond(clock.Second);
        if (clock.Second % 60 == 59) Flush();
    }

    /// <summary>Between two seconds: callers from outside see what is due of their messages, not only from the next second on.</summary>
    public void Settle()
    {
        foreach (var queue in queues) queue.Messages.Settle(clock.Second);
    }

    /// <summary>One invocation between two seconds; false when no slot is free for it.</summary>
    private bool InvokeOnce(FunctionRun run)
    {
        var free = run.Function.ReservedConcurrency is { } reserved ? reserved - run.Running : FreeUnreserved();
        if (free <= 0)
        {
            run.Throttle(1);
            return false;
        }

        run.Refresh(findSink);
        var before = run.Running;
        run.StartOne();
        var others = functions.Sum(f => ReferenceEquals(f, run) ? 0 : f.Running);
        run.Metrics.Concurrency(before + 1);
        totals.Concurrency(others + before + 1);
        return true;
    }

    private void Allocate()
    {
        var unreservedWanted = 0L;
        var wanted = 0L;
        foreach (var function in functions)
        {
            var asked = function.Ask(account.ScaleUpPerMinute);
            wanted += asked;
            if (function.Function.ReservedConcurrency is null) unreservedWanted += asked;
        }

        // Even without a request pollers follow up on what happened to them; that costs next to nothing when they are at rest.
        var free = unreservedWanted > 0 ? FreeUnreserved() : 0;
        var shift = wanted > 0 ? RandomStream.Unit(RandomStream.Mix(clock.Seed ^ RandomStream.Mix((ulong)clock.Second))) : 0;
        var (unreserved, running) = (0, 0);
        var pool = new Share(unreservedWanted, free, shift);
        foreach (var function in functions)
        {
            var granted = function.Function.ReservedConcurrency is { } reserved
                ? Math.Clamp(reserved - function.Running, 0, function.Wanted)
                : pool.Next(function.Wanted);
            var share = new Share(function.Wanted, granted, shift);
            function.CalledAs = null;
            function.StartDirect(share.Next(function.DirectWanted));
            foreach (var caller in function.Callers)
            {
                function.CalledAs = caller.Qualifier;
                caller.Start(share.Next(caller.Wanted));
            }

            var peak = function.Peak(granted);
            function.Metrics.Concurrency(peak);
            running += peak;
            if (function.Function.ReservedConcurrency is null) unreserved += peak;
        }

        if (running == 0) return;
        totals.Concurrency(running);
        poolMetrics.Sample(unreserved, Reserved() + ProvisionedIdle());
    }

    private int Reserved()
    {
        var sum = 0;
        foreach (var function in allFunctions) sum += function.ReservedConcurrency ?? 0;
        return sum;
    }

    /// <summary>Executions that are kept ready for functions that do not use them: nobody else gets them.</summary>
    private int ProvisionedIdle()
    {
        var sum = 0;
        foreach (var function in functions)
        {
            if (function.Function.Provisioned.Count == 0 || function.Function.ReservedConcurrency is not null) continue;
            sum += Math.Max(0, function.Function.Provisioned.Values.Sum() - function.Running);
        }

        return sum;
    }

    private int FreeUnreserved()
    {
        var free = account.ConcurrencyLimit - Reserved() - ProvisionedIdle();
        foreach (var function in functions)
            if (function.Function.ReservedConcurrency is null) free -= function.Running;
        return free;
    }

    private void Flush()
    {
        var minute = clock.MinuteOf(clock.Second);
        foreach (var function in functions) function.Flush(minute, totals);
        totals.Flush(minute, null);
        poolMetrics.Flush(minute);
        foreach (var queue in queues) queue.Metrics.Flush(minute, clock.Second, queue.Messages.Totals);
        foreach (var stream in streams) stream.Flush(minute);
    }

    private bool IsComplete(SimulatedMapping mapping) =>
        (FindQueue(mapping.SourceArn) is not null || FindStream(mapping.SourceArn) is not null) && functionsByName.ContainsKey(mapping.FunctionName);

    private QueueRun? FindQueue(string arn) => queuesByArn.GetValueOrDefault(arn);

    private StreamRun? FindStream(string arn) => streamsByArn.GetValueOrDefault(arn);

    private void FollowTriggers()
    {
        foreach (var source in account.PushSources.Values) source.Events.Forget();
        foreach (var trigger in account.Triggers)
        {
            if (functionsByName.TryGetValue(trigger.FunctionName, out var function)
                && account.PushSources.Values.FirstOrDefault(s => s.Arn == trigger.SourceArn) is { } source)
                source.Events.Add(function.NeedAsynchronous(), trigger.Qualifier);
        }

        foreach (var source in account.PushSources.Values) source.Attach(clock);
    }

    /// <summary>Finds what leads back to a function, through queues, buckets, topics and rules: AWS follows a chain through no stream.</summary>
    private void FollowChain(FunctionRun function)
    {
        function.Returning.Clear();
        for (var found = -1; found != function.Returning.Count;)
        {
            found = function.Returning.Count;
            foreach (var reader in functions.Where(f => ReferenceEquals(f, function) || f.Written.Any(function.Returning.Contains)))
            {
                function.Returning.UnionWith(mappings.OfType<MappingRun>().Where(m => ReferenceEquals(m.Function, reader)).Select(m => FindQueue(m.Mapping.SourceArn)!.Messages));
                if (reader.Asynchronous is not { } events) continue;
                function.Returning.Add(events);
                function.Returning.UnionWith(account.PushSources.Values.Select(s => s.Events).Where(e => e.LeadsTo(events)));
            }
        }
    }

    private void FollowReaders()
    {
        foreach (var run in streams) run.Stream.Records.ForgetReaders();
        foreach (var mapping in mappings.OfType<StreamMappingRun>()) mapping.Stream.Records.AddReader(mapping);
        foreach (var run in streams) run.Stream.WriteWhatWaited();
    }

    private FunctionRun NewFunction(SimulatedFunction function)
    {
        var run = new FunctionRun(function, account.Metrics, clock, Stream($"function/{function.Name}"));
        run.Refresh(findSink);
        function.Physics = run;
        function.Invoke = () => InvokeOnce(run);
        return run;
    }

    private IMappingRun NewMapping(SimulatedMapping mapping)
    {
        var (function, random) = (functionsByName[mapping.FunctionName], Stream($"mapping/{mapping.Uuid}"));
        return FindStream(mapping.SourceArn) is { } stream
            ? new StreamMappingRun(mapping, stream.Stream, function, clock, random)
            : new MappingRun(mapping, FindQueue(mapping.SourceArn)!, function, clock, random);
    }

    private RandomStream Stream(string name) => new(RandomStream.Derive(clock.Seed, name));
}
