using Watchdog.Simulator.Account;
using Watchdog.Simulator.Account.Physics;
using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Scenarios;

/// <summary>Makes the account that a scenario describes.</summary>
public static class ScenarioAccount
{
    /// <summary>How long before the start the resources were made and last changed.</summary>
    private static readonly TimeSpan Established = TimeSpan.FromDays(30);

    /// <summary>When the tables' streams were made, as their ARNs say it.</summary>
    private const string StreamLabel = "2026-01-01T00:00:00.000";

    public static SimulatedAccount Create(Scenario scenario)
    {
        var seed = (ulong)scenario.Seed;
        var store = new MetricStore(seed, scenario.CloudWatch.Delay, scenario.CloudWatch.Jitter);
        var account = new SimulatedAccount(scenario.Start, seed, store)
        {
            ConcurrencyLimit = scenario.Account.Concurrency,
            ScaleUpPerMinute = scenario.Account.ScaleUpPerMinute,
        };
        foreach (var queue in scenario.Queues) account.Queues.Add(queue.Name, Queue(account, queue));
        foreach (var stream in scenario.Streams) account.Streams.Add(stream.Name, Stream(account, stream));
        foreach (var source in scenario.PushSources) account.PushSources.Add(source.Name, PushSource(account, source));
        foreach (var name in scenario.Functions.SelectMany(f => f.Calls).Distinct()) account.Dependencies.Add(name, new SimulatedDependency { Name = name });
        foreach (var function in scenario.Functions) account.Functions.Add(function.Name, Function(account, function));
        foreach (var trigger in scenario.Triggers)
            account.Triggers.Add(new SimulatedTrigger(account.PushSources[trigger.Source].Arn, trigger.Function, trigger.Qualifier));
        foreach (var mapping in scenario.Mappings)
        {
            var made = Mapping(account, mapping);
            account.Mappings.Add(made.Uuid, made);
        }

        foreach (var function in scenario.Functions)
        {
            foreach (var (key, value) in function.Environment)
                account.Functions[function.Name].Environment.Add(key, EnvironmentValue(account, key, value));
        }

        account.Refresh();
        AddTraffic(account, scenario);
        foreach (var change in scenario.Changes) account.Plan(change.At, () => ChangePlayer.Apply(account, change));
        return account;
    }

    /// <summary>The UUID of the mapping from a source to a function: the same in every account of the same seed.</summary>
    public static string MappingUuid(ulong seed, string source, string function)
    {
        var high = RandomStream.Derive(seed, $"uuid/{source}/{function}");
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, high);
        BitConverter.TryWriteBytes(bytes[8..], RandomStream.Mix(high));

        // Version 4, variant 1, as Lambda's are.
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }

    /// <summary>The ARN by which a role is let write to something.</summary>
    internal static string SinkArn(SimulatedAccount account, string name) =>
        account.Streams.TryGetValue(name, out var stream) ? stream.Arn
        : account.PushSources.TryGetValue(name, out var source) ? source.Arn
        : account.Queues.ContainsKey(name) ? QueueArn(account, name)
        : FunctionArn(account, name);

    internal static string QueueArn(SimulatedAccount account, string name) => $"arn:aws:sqs:{account.Region}:{account.AccountId}:{name}";

    internal static string FunctionArn(SimulatedAccount account, string name) => $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{name}";

    /// <summary>
    /// What an environment variable holds: of a queue its URL when the key ends in _URL, of any resource its ARN when the key ends in _ARN, else the
    /// text as it is written, which may be a name.
    /// </summary>
    internal static string EnvironmentValue(SimulatedAccount account, string key, string value)
    {
        var isQueue = account.Queues.ContainsKey(value);
        if (isQueue && key.EndsWith("_URL", StringComparison.OrdinalIgnoreCase)) return $"{{endpoint}}/{account.AccountId}/{value}";
        if (!key.EndsWith("_ARN", StringComparison.OrdinalIgnoreCase)) return value;
        return isQueue || account.Streams.ContainsKey(value) || account.PushSources.ContainsKey(value) || account.Functions.ContainsKey(value)
            ? SinkArn(account, value)
            : value;
    }

    internal static SimulatedRedrive? Redrive(SimulatedAccount account, ScenarioDeadLetter? deadLetter) =>
        deadLetter is null ? null : new SimulatedRedrive(QueueArn(account, deadLetter.Queue), deadLetter.MaxReceiveCount);

    private static SimulatedQueue Queue(SimulatedAccount account, ScenarioQueue queue)
    {
        var made = new SimulatedQueue
        {
            Name = queue.Name,
            Arn = QueueArn(account, queue.Name),
            CreatedAt = account.Now - Established,
            VisibilityTimeout = queue.VisibilityTimeout,
            Retention = queue.Retention,
            Redrive = Redrive(account, queue.DeadLetter),
            Delay = queue.Delay,
            Fifo = queue.Fifo,
        };
        foreach (var (key, value) in queue.Tags) made.Tags.Add(key, value);
        return made;
    }

    private static SimulatedFunction Function(SimulatedAccount account, ScenarioFunction function)
    {
        var made = new SimulatedFunction
        {
            Name = function.Name,
            Arn = FunctionArn(account, function.Name),
            RoleArn = $"arn:aws:iam::{account.AccountId}:role/{function.Name}-role",
            Timeout = function.Timeout,
            MemoryMegabytes = function.MemoryMegabytes,
            ReservedConcurrency = function.ReservedConcurrency,
            LastModified = account.Now - Established,
            RecursiveLoop = function.Recursion,
            Behaviour = function.Behaviour,
            Calls = [.. function.Calls.Select(name => account.Dependencies[name])],
            PublishesCalls = function.PublishesCalls,
            LoopDetection = function.LoopDetection,
            OnFailureArn = function.OnFailure is { } queue ? QueueArn(account, queue) : null,
        };
        if (function.Versions is not null) SetVersions(made, function.Versions, account.Now - Established);
        foreach (var (key, value) in function.Tags) made.Tags.Add(key, value);
        foreach (var sink in function.MayWrite) made.MayWrite.Add(SinkArn(account, sink));
        return made;
    }

    /// <summary>What was published before keeps its time.</summary>
    internal static void SetVersions(SimulatedFunction function, ScenarioVersions versions, DateTimeOffset now)
    {
        function.Versions.RemoveAll(v => !versions.Published.Contains(v.Number));
        foreach (var number in versions.Published.Where(n => function.Versions.All(v => v.Number != n)).Order())
            function.Versions.Add(new SimulatedVersion(number, now));
        function.Aliases.Clear();
        foreach (var (name, alias) in versions.Aliases)
            function.Aliases.Add(name, new SimulatedAlias(alias.Version) { Weights = new(alias.Weights.ToDictionary(), StringComparer.Ordinal) });
        function.Provisioned.Clear();
        foreach (var (qualifier, executions) in versions.Provisioned) function.Provisioned.Add(qualifier, executions);
    }

    private static Action<long> Calling(FunctionRun function, string? qualifier) => count => function.Arrive(count, qualifier);

    private static SimulatedPushSource PushSource(SimulatedAccount account, ScenarioPushSource source) => new()
    {
        Name = source.Name,
        Kind = source.Kind,
        Arn = source.Kind switch
        {
            PushKind.Bucket => $"arn:aws:s3:::{source.Name}",
            PushKind.Topic => $"arn:aws:sns:{account.Region}:{account.AccountId}:{source.Name}",
            _ => $"arn:aws:events:{account.Region}:{account.AccountId}:rule/{source.Name}",
        },
    };

    private static SimulatedStream Stream(SimulatedAccount account, ScenarioStream stream)
    {
        var arn = stream.Kind == StreamKind.Table
            ? $"arn:aws:dynamodb:{account.Region}:{account.AccountId}:table/{stream.Name}"
            : $"arn:aws:kinesis:{account.Region}:{account.AccountId}:stream/{stream.Name}";
        return new SimulatedStream
        {
            Name = stream.Name,
            Kind = stream.Kind,
            Arn = arn,
            SourceArn = stream.Kind == StreamKind.Table ? $"{arn}/stream/{StreamLabel}" : arn,
            CreatedAt = account.Now - Established,
            Shards = stream.Shards,
            Retention = stream.Retention,
        };
    }

    private static SimulatedMapping Mapping(SimulatedAccount account, ScenarioMapping mapping) => new()
    {
        Uuid = MappingUuid(account.Seed, mapping.Source, mapping.Function),
        SourceArn = account.Streams.TryGetValue(mapping.Source, out var stream) ? stream.SourceArn : QueueArn(account, mapping.Source),
        FunctionName = mapping.Function,
        State = mapping.Enabled ? "Enabled" : "Disabled",
        LastModified = account.Now - Established,
        BatchSize = mapping.BatchSize,
        BatchingWindow = mapping.BatchingWindow,
        MaximumConcurrency = mapping.MaximumConcurrency,
        PartialBatch = mapping.PartialBatch,
        Parallelization = mapping.Stream?.Parallelization ?? 1,
        MaximumRetries = mapping.Stream?.MaximumRetries,
        MaximumRecordAge = mapping.Stream?.MaximumRecordAge,
        Bisect = mapping.Stream?.Bisect ?? false,
        Qualifier = mapping.Qualifier,
    };

    private static void AddTraffic(SimulatedAccount account, Scenario scenario)
    {
        foreach (var (index, traffic) in scenario.Traffic.Index())
        {
            // Two sources of the same target draw different numbers; a source more of another target changes neither.
            var nth = scenario.Traffic.Take(index).Count(t => t.To == traffic.To);
            Action<long> arrive = account.Queues.TryGetValue(traffic.To, out var queue)
                ? count => queue.Send(count, traffic.Groups ?? MessageStore.DefaultGroups, traffic.Poison)
                : account.Streams.TryGetValue(traffic.To, out var stream)
                ? count => stream.Write(count, traffic.Poison)
                : account.PushSources.TryGetValue(traffic.To, out var source)
                ? source.Send
                : Calling(account.Functions[traffic.To].Physics!, traffic.Qualifier);
            account.AddTraffic($"{traffic.To}/{nth}", new RateSchedule(traffic.Rates, traffic.Ramp), traffic.Exact, arrive);
        }
    }
}
