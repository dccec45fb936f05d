using Watchdog.Cli.Expectations;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Wire;

namespace Watchdog.Cli.Playing;

/// <summary>Something that an onlooker wants to know of a minute.</summary>
internal abstract record Happening
{
    private Happening()
    {
    }

    internal sealed record Fired(ObservedIncident Incident) : Happening;

    internal sealed record Resolved(ObservedIncident Incident) : Happening;

    internal sealed record Published(PublishedMessage Message) : Happening;

    internal sealed record MappingChanged(MappingView Before, MappingView After) : Happening;
}

/// <param name="Minute">Whole minutes since the start, the first being 1: what the scenario calls the time at the minute's end.</param>
internal sealed record PlayedMinute(int Minute, AccountView Account, IReadOnlyList<Happening> Happenings);
