using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>
/// Partition <c>tick</c>, one item per watcher with the newest minute that was taken: an event that comes twice, or late, finds its minute taken.
/// </summary>
internal sealed class TickLedger(Table table) : ITickLedger
{
    private const string Partition = "tick";

    private const string Minute = "minute";

    public Task<bool> TryTakeAsync(string watcher, DateTimeOffset minute, CancellationToken cancellationToken)
    {
        var seconds = Core.Signals.Minute.Floor(minute).ToUnixTimeSeconds();
        var item = Table.Key(Partition, watcher);
        item[Minute] = Condition.Number(seconds);
        return table.TryWriteAsync([table.Put(item, Condition.AbsentOrLess(Minute, seconds))], cancellationToken);
    }
}
