using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios;

/// <summary>Carries out a scenario's changes.</summary>
internal static class ChangePlayer
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public static void Apply(SimulatedAccount account, ScenarioChange change)
    {
        switch (change)
        {
            case ScenarioChange.OfFunction function:
                Apply(account, account.Functions[function.Function], function);
                break;
            case ScenarioChange.OfQueue queue:
                Apply(account, account.Queues[queue.Queue], queue);
                break;
            case ScenarioChange.OfMapping mapping:
                Apply(account, account.Mappings[ScenarioAccount.MappingUuid(account.Seed, mapping.Source, mapping.Function)], mapping);
                break;
            case ScenarioChange.OfDependency dependency:
                Apply(account, account.Dependencies[dependency.Dependency], dependency);
                break;
            case ScenarioChange.OfAccount settings:
                account.ConcurrencyLimit = settings.Concurrency ?? account.ConcurrencyLimit;
                account.ScaleUpPerMinute = settings.ScaleUpPerMinute ?? account.ScaleUpPerMinute;
                break;
        }
    }

    private static void Apply(SimulatedAccount account, SimulatedFunction function, ScenarioChange.OfFunction change)
    {
        function.Behaviour = function.Behaviour with
        {
            Duration = change.Duration ?? function.Behaviour.Duration,
            ErrorRate = change.ErrorRate ?? function.Behaviour.ErrorRate,
            Writes = change.Writes ?? function.Behaviour.Writes,
        };
        function.Timeout = change.Timeout ?? function.Timeout;
        function.MemoryMegabytes = change.MemoryMegabytes ?? function.MemoryMegabytes;
        function.RecursiveLoop = change.Recursion ?? function.RecursiveLoop;
        if (change.ReservedConcurrency is { } reserved) function.ReservedConcurrency = reserved.Value;
        foreach (var (key, value) in change.Tags ?? Nothing) function.Tags[key] = value;
        foreach (var (key, value) in change.Environment ?? Nothing) function.Environment[key] = ScenarioAccount.EnvironmentValue(account, key, value);
        if (change.MayWrite is not null)
        {
            function.MayWrite.Clear();
            foreach (var sink in change.MayWrite) function.MayWrite.Add(ScenarioAccount.SinkArn(account, sink));
        }

        if (change.LoopDetection is { } detection)
        {
            function.LoopDetection = detection;
            function.Behaviour = function.Behaviour with { };
        }

        if (change.Versions is not null) ScenarioAccount.SetVersions(function, change.Versions, account.Now);

        // Lambda moves LastModified with code and configuration, not with tags, reservations or what the role allows.
        if (change.Deploy || change.Timeout is not null || change.MemoryMegabytes is not null || change.Environment is not null)
            function.LastModified = account.Now;
    }

    private static void Apply(SimulatedAccount account, SimulatedDependency dependency, ScenarioChange.OfDependency change)
    {
        dependency.Latency = change.Latency ?? dependency.Latency;
        dependency.ErrorRate = change.ErrorRate ?? dependency.ErrorRate;
        // Who calls it behaves differently from now on.
        foreach (var caller in account.Functions.Values.Where(f => f.Calls.Contains(dependency))) caller.Behaviour = caller.Behaviour with { };
    }

    private static void Apply(SimulatedAccount account, SimulatedQueue queue, ScenarioChange.OfQueue change)
    {
        queue.VisibilityTimeout = change.VisibilityTimeout ?? queue.VisibilityTimeout;
        queue.Retention = change.Retention ?? queue.Retention;
        if (change.DeadLetter is { } deadLetter) queue.Redrive = ScenarioAccount.Redrive(account, deadLetter.Value);
        queue.Delay = change.Delay ?? queue.Delay;
        if (change.Purge) queue.Purge();
        if (change.Redrive) queue.RedriveMessages();
    }

    /// <summary>A mapping that is being changed refuses; as a person would, the scenario tries again until it is let.</summary>
    private static void Apply(SimulatedAccount account, SimulatedMapping mapping, ScenarioChange.OfMapping change)
    {
        if (mapping.IsChanging)
        {
            account.Plan(account.Elapsed + Retry, () => Apply(account, mapping, change));
            return;
        }

        mapping.Change(
            change.Enabled,
            change.MaximumConcurrency is { } cap ? ValueTuple.Create(cap.Value) : null,
            change.BatchSize);
    }

    private static readonly Dictionary<string, string> Nothing = [];
}
