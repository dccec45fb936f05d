using Watchdog.Core.Breaker;
using Watchdog.Core.Topology;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Support;

/// <summary>Watches over a fake account, as a new process composes them.</summary>
internal static class Watches
{
    public static RecursionWatch Recursion(FakeAccount account, FakeBreaker breaker, BreakerMode mode) => new(
        new InventoryCache(account), account, new TopologyCache(account, new PushTriggerReader(account, account)),
        new LoopObserver(account, account, breaker), new HeldReader(account, account, breaker), breaker, breaker,
        new RecursionWatchOptions(new WatchdogStack("watchdog", "watchdog-CircuitBreaker"), mode));
}
