using Watchdog.Benchmarks.Breaker.Organic;
using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>How much waits for the function, or is being worked on, at the end of each minute.</summary>
internal sealed class Waiting(OrganicSource source)
{
    private readonly List<long> _minutes = [];

    public IReadOnlyList<long> Minutes => _minutes;

    public void Look(int minute, SimulatedAccount account) => _minutes.Add(source switch
    {
        OrganicSource.Queue => OnQueue(account.Queues[OrganicTraffic.SourceName]),
        OrganicSource.Topic => account.Functions[OrganicTraffic.Function].AsynchronousEvents,
        _ => account.Mappings.Values.Single(m => m.FunctionName == OrganicTraffic.Function).Records.Waiting,
    });

    /// <summary>Message-minutes by which this is more than another.</summary>
    public long Over(Waiting other) => _minutes.Sum() - other._minutes.Sum();

    private static long OnQueue(SimulatedQueue queue) => queue.Visible + queue.InFlight + queue.Delayed;
}
