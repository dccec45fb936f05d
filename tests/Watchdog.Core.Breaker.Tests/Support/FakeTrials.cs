using Watchdog.Core.Resources;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>Experiments whose course the test decides.</summary>
public sealed class FakeTrials : ITrials
{
    /// <summary>What is planned; null: nothing can be.</summary>
    public Func<Loop?, Trial?> Plan { get; set; } = _ => null;

    public Func<Circuit, DateTimeOffset, TrialStep> Step { get; set; } = (_, _) => new TrialStep.Wait();

    public TrialOutlook Outlook { get; set; } = new(null, null);

    /// <summary>Each step that was asked for: the circuit's version, and whether its phase was in force.</summary>
    public List<(long Version, bool IsClean)> Asked { get; } = [];

    public Task<Trial?> PlanAsync(Loop? loop, Inventory inventory, Circuit circuit, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Plan(loop));

    public Task<TrialStep> StepAsync(Circuit circuit, bool isClean, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Asked.Add((circuit.Version, isClean));
        return Task.FromResult(Step(circuit, now));
    }

    public TrialOutlook OutlookOf(Circuit circuit) => Outlook;
}
