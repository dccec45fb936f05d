using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker;

/// <summary>Finds out which triggers an action has to hold, and plans the experiment that it begins.</summary>
internal sealed class HoldPlanner(
    WatchdogStack stack, IInventorySource inventory, TopologyBuilder topology, PushTriggerReader pushTriggers, ITrials trials)
{
    /// <summary>The function's own triggers on the loop; where no loop is known, all that can be held.</summary>
    public async Task<HoldPlan> ForTripAsync(Inventory existing, FunctionDetails details, string function, DateTimeOffset at, CancellationToken cancellationToken) =>
        await FindLoopAsync(existing, function, at, cancellationToken) is { } loop
            ? new HoldPlan(OwnOn(loop, OpenTag.IsStop(details)), null, $"The loop: {loop.Path}.", null)
            : await WithoutLoopAsync(existing, details, function, cancellationToken);

    /// <summary>The triggers of all functions on the way round, where an experiment can be made with them; otherwise as a trip.</summary>
    public async Task<HoldPlan> ForContainAsync(Inventory existing, FunctionDetails details, Circuit circuit, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await FindLoopAsync(existing, circuit.Function, at, cancellationToken) is not { } loop)
            return await WithoutLoopAsync(existing, details, circuit.Function, cancellationToken);
        var (others, trial, extent) = await ForTrialAsync(loop, existing, circuit, at, cancellationToken);
        return new HoldPlan([.. OwnOn(loop, OpenTag.IsStop(details)), .. others], trial, extent, null);
    }

    /// <summary>The triggers of the other functions on the way round: those of the function itself are on record.</summary>
    public async Task<HoldPlan> ForProbeAsync(Inventory existing, Circuit circuit, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await FindLoopAsync(existing, circuit.Function, at, cancellationToken) is not { } loop)
            return new HoldPlan([], null, "", null);
        var (others, trial, extent) = await ForTrialAsync(loop, existing, circuit, at, cancellationToken);
        return new HoldPlan(others, trial, extent, null);
    }

    /// <summary>All mappings of the function, on the loop or not, and its reserved concurrency.</summary>
    public static HoldPlan ForEscalate(Inventory existing, FunctionDetails details, string function) => new(
        [.. AllMappings(existing, function), new TriggerName.Push(function, [], OpenTag.IsStop(details))],
        null, $"All mappings of {function} are held, and its reserved concurrency.", null);

    private async Task<(ImmutableArray<TriggerName> Others, Trial? Trial, string Extent)> ForTrialAsync(
        Loop loop, Inventory existing, Circuit circuit, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var extent = $"The loop: {loop.Path}.";
        var others = loop.Hops.Where(hop => hop.Function != loop.Function).ToImmutableArray();
        foreach (var hop in others.DistinctBy(hop => hop.Function))
        {
            if (await ForbiddenAsync(hop.Function, cancellationToken) is not { } why)
                continue;
            extent += $" {hop.Function} is not held: {why}.";
            (loop, others) = (loop with { Hops = [.. loop.Hops.Where(h => h.Function == loop.Function)] }, []);
            break;
        }
        var trial = await trials.PlanAsync(loop, existing, circuit, at, cancellationToken);
        // Without an experiment there is no reason to touch anybody else.
        if (trial is null || others.IsEmpty)
            return ([], trial, extent);
        extent += $" Held with it for the experiment: {Say.List([.. others.Select(hop => hop.Function).Distinct()])}.";
        return ([.. others.GroupBy(hop => hop.Function).SelectMany(hops => Names(hops.Key, [.. hops.SelectMany(hop => hop.Triggers)], isToStop: false))], trial, extent);
    }

    private async Task<string?> ForbiddenAsync(string function, CancellationToken cancellationToken)
    {
        if (stack.Owns(function))
            return "it is one of Watchdog's own functions";
        if (await inventory.ReadFunctionAsync(function, cancellationToken) is not { } details)
            return "it exists no more";
        if (details.RecursionAllowed)
            return "its RecursiveLoop setting is Allow";
        // A word that nobody knows means something else than the stack's mode: not to touch it cannot be wrong.
        return details.Tags.TryGetValue(BreakerModes.Tag, out var tag) && BreakerModes.Parse(tag) is null or BreakerMode.Off or BreakerMode.Alert
            ? $"it is tagged {BreakerModes.Tag}={tag}"
            : null;
    }

    private async Task<Loop?> FindLoopAsync(Inventory existing, string function, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            // The functions' policies are many requests: they are read only where the mappings alone close no loop.
            return (await topology.BuildAsync(existing, [], cancellationToken)).LoopThrough(function)
                ?? (await topology.BuildAsync(existing, await pushTriggers.ReadAsync(existing, at, cancellationToken), cancellationToken)).LoopThrough(function);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Which trigger closes the loop is good to know; that IAM cannot be asked just now must not keep a loop running.
            return null;
        }
    }

    private async Task<HoldPlan> WithoutLoopAsync(Inventory existing, FunctionDetails details, string function, CancellationToken cancellationToken)
    {
        ImmutableArray<TriggerName> mappings = [.. AllMappings(existing, function)];
        if (!mappings.IsEmpty)
            return new HoldPlan(mappings, null, $"No loop through {function} is known: all its mappings are held.", null);
        var (callers, failure) = await ReadCallersAsync(function, cancellationToken);
        if (callers.Count == 0)
            return HoldPlan.Impossible(
                $"{function} has no event source mapping, and no bucket, topic or rule in its policy that calls it"
                + $"{(failure is null ? "" : $" as far as is known ({failure})")}: there is no trigger to hold.");
        var named = Say.List([.. callers.Select(c => $"{c.Source.Kind.ToString().ToLowerInvariant()} {c.Source.Name}").Distinct()]);
        return new HoldPlan(
            [new TriggerName.Push(function, [.. callers.Select(c => c.SourceArn).Distinct()], OpenTag.IsStop(details))],
            null, $"No loop through {function} is known: its reserved concurrency is held, because {named} may call it.", null);
    }

    private async Task<(IReadOnlyList<PushTrigger> Callers, string? Failure)> ReadCallersAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            return (await pushTriggers.ReadOfAsync(function, cancellationToken), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ([], e.Message);
        }
    }

    private static IEnumerable<TriggerName> AllMappings(Inventory existing, string function) =>
        existing.MappingsTo(function).Select(m => new TriggerName.Mapping(m.Uuid, function));

    private static ImmutableArray<TriggerName> OwnOn(Loop loop, bool isToStop) =>
        Names(loop.Function, [.. loop.Triggers.Where(t => t.Function == loop.Function)], isToStop);

    private static ImmutableArray<TriggerName> Names(string function, ImmutableArray<TriggerEdge> edges, bool isToStop)
    {
        ImmutableArray<string> callers = [.. edges.Where(e => e.IsPush).Select(e => e.Source.Arn).Distinct()];
        var mappings = edges.Where(e => !e.IsPush).Select(e => e.MappingUuid!).Distinct().Select(TriggerName (uuid) => new TriggerName.Mapping(uuid, function));
        return callers.IsEmpty ? [.. mappings] : [.. mappings, new TriggerName.Push(function, callers, isToStop)];
    }
}
