using Watchdog.Core.Ports;

namespace Watchdog.Functions.Tests.Support;

internal sealed class FakeCosts : ICallCosts
{
    public decimal Total { get; set; }
}
