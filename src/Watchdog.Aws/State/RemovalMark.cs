using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>Partition <c>stack</c>, item <c>removal</c>: it is there while the stack is being removed.</summary>
internal sealed class RemovalMark(Table table) : IRemovalMark
{
    private const string Partition = "stack";

    private const string Item = "removal";

    public async Task<bool> IsSetAsync(CancellationToken cancellationToken) => await table.FindAsync(Partition, Item, cancellationToken) is not null;

    // A condition that does not hold says that it is so already.
    public Task SetAsync(bool isBeingRemoved, CancellationToken cancellationToken) => table.TryWriteAsync(
        [isBeingRemoved ? table.Put(Table.Key(Partition, Item), Condition.Absent) : table.Delete(Partition, Item, Condition.Present)], cancellationToken);
}
