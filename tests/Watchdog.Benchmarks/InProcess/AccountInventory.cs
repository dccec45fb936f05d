using System.Collections.Immutable;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>What exists in the simulated account, read off it instead of asked over the wire.</summary>
internal sealed class AccountInventory(SimulatedAccount account) : IInventorySource
{
    public Task<Inventory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new Inventory(
        [.. account.Functions.Values.Select(ToFunction)],
        [.. account.Queues.Values.Select(ToQueue)],
        [.. account.Mappings.Values.Select(ToMapping)],
        new AccountLimits(account.ConcurrencyLimit, account.UnreservedConcurrency))
    {
        Streams =
        [
            .. account.Streams.Values
                .Where(s => account.Mappings.Values.Any(m => m.SourceArn == s.SourceArn))
                .Select(s => new EventStream(
                    new ResourceId(s.Kind == StreamKind.Table ? ResourceKind.Table : ResourceKind.Stream, s.Name), s.SourceArn, s.Retention)),
        ],
    });

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken) => Task.FromResult(
        account.Functions.TryGetValue(functionName, out var function)
            ? new FunctionDetails(
                function.ReservedConcurrency, function.Tags.ToImmutableDictionary(), RecursionAllowed: function.RecursiveLoop == "Allow")
            : null);

    public static EventSourceMapping ToMapping(SimulatedMapping mapping) => new(
        mapping.Uuid, mapping.SourceArn, mapping.FunctionName, mapping.Qualifier, mapping.State, mapping.BatchSize, mapping.BatchingWindow,
        mapping.MaximumConcurrency, mapping.PartialBatch)
    {
        Stream = mapping.SourceArn.Contains(":sqs:", StringComparison.Ordinal)
            ? null
            : new StreamReading(mapping.Parallelization, mapping.MaximumRecordAge, mapping.MaximumRetries, mapping.Bisect, HasFailureDestination: false),
    };

    private static Function ToFunction(SimulatedFunction function) => new(
        function.Name, function.Arn, function.RoleArn, function.Timeout, function.MemoryMegabytes, function.LastModified,
        function.Environment.ToImmutableDictionary());

    private Queue ToQueue(SimulatedQueue queue) => new(
        queue.Name, queue.Arn, $"{{endpoint}}/{account.AccountId}/{queue.Name}", queue.VisibilityTimeout, queue.Retention, queue.Fifo,
        queue.Redrive is { } redrive ? new RedrivePolicy(redrive.DeadLetterQueueArn, redrive.MaxReceiveCount) : null);
}
