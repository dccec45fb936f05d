using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>
/// Partition <c>tick</c>, one item per watcher with the newest minute that was taken: an event that comes twice, or late, finds its minute taken.
/// With it what the watcher's calls have cost, one attribute a month: <c>spent-2026-01</c>, in USD. That of the month before goes with the first
/// minute of a month.
/// </summary>
internal sealed class TickLedger(Table table) : ITickLedger
{
    private const string Partition = "tick";

    private const string Minute = "minute";

    public async Task<decimal?> TryTakeAsync(string watcher, DateTimeOffset minute, decimal spent, CancellationToken cancellationToken)
    {
        var seconds = Core.Signals.Minute.Floor(minute).ToUnixTimeSeconds();
        var month = SpentIn(minute);
        var before = await table.FindAsync(Partition, watcher, cancellationToken);
        // Added and not put: another process of the same watcher adds its own.
        var change = new Change(
            "SET #minute = :minute ADD #month :spent REMOVE #last",
            new() { ["#minute"] = Minute, ["#month"] = month, ["#last"] = SpentIn(minute.AddMonths(-1)) },
            new() { [":minute"] = Condition.Number(seconds), [":spent"] = Number(spent) });
        var taken = await table.TryWriteAsync(
            [table.Update(Partition, watcher, change, Condition.AbsentOrLess(Minute, seconds))], cancellationToken);
        return taken ? Spent(before, month) + spent : null;
    }

    private static string SpentIn(DateTimeOffset minute) => $"spent-{minute.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    private static decimal Spent(Dictionary<string, AttributeValue>? item, string month) =>
        item?.GetValueOrDefault(month) is { N: { } text } ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    private static AttributeValue Number(decimal usd) => new() { N = usd.ToString(CultureInfo.InvariantCulture) };
}
