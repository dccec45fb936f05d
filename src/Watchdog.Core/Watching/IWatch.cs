using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;

namespace Watchdog.Core.Watching;

/// <summary>What a scheduled watcher looks at.</summary>
public interface IWatch
{
    /// <summary>The name of the function that runs it; incidents are owned by it.</summary>
    string Name { get; }

    /// <summary>Reads what this tick needs and judges it.</summary>
    /// <param name="open">All open incidents, of every watcher.</param>
    /// <param name="now">The scheduled time, on a whole minute.</param>
    Task<IReadOnlyCollection<Judgement>> JudgeAsync(IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken);
}
