using Watchdog.Cli.Staging;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.InProcess;

/// <summary>
/// Plays scenarios without a wire and without processes: the same watches, composed as the functions compose them, over adapters that read
/// the simulated account directly. Says the same as the real stage, a hundred times faster.
/// </summary>
internal sealed class InProcessStage : IStage
{
    public Task<IStagedAccount> StartAsync(Scenario scenario, int port, CancellationToken cancellationToken) =>
        Task.FromResult<IStagedAccount>(new InProcessAccount(scenario));
}
