namespace Watchdog.Simulator.Account.Physics;

/// <summary>An event source mapping at work.</summary>
internal interface IMappingRun : ICaller
{
    SimulatedMapping Mapping { get; }

    string? ICaller.Qualifier => Mapping.Qualifier;
}
