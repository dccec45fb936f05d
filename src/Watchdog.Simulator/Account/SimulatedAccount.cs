using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account;

/// <summary>
/// One AWS account in one region: its resources, its clock, and the physics that move messages through them. Not thread-safe: whoever reads
/// or changes it holds <see cref="Gate"/>.
/// </summary>
public sealed class SimulatedAccount
{
    public Lock Gate { get; } = new();

    public string AccountId { get; } = "123456789012";

    public string Region { get; } = "us-east-1";

    /// <summary>The simulated time, in UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The account's limit of concurrent executions.</summary>
    public int ConcurrencyLimit { get; set; } = 1000;

    /// <summary>The limit less all reservations.</summary>
    public int UnreservedConcurrency => ConcurrencyLimit - Functions.Values.Sum(f => f.ReservedConcurrency ?? 0);

    public SortedDictionary<string, SimulatedQueue> Queues { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SimulatedFunction> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>By UUID.</summary>
    public SortedDictionary<string, SimulatedMapping> Mappings { get; } = new(StringComparer.Ordinal);

    public MetricStore Metrics { get; } = new();

    /// <summary>Moves the clock on by one second at a time, and everything with it.</summary>
    public void Advance(TimeSpan span) => throw new NotImplementedException();
}
