using Watchdog.Core.Ports;

namespace Watchdog.Cli.Staging;

/// <summary>Reads the incidents of a stack through the same adapters as the stack itself.</summary>
internal static class IncidentStores
{
    public static IIncidentStore Open(StateTable table) => throw new NotImplementedException();
}
