using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Watching;

/// <summary>
/// Remembers the inventory for some minutes while the process lives: Lambda's control plane gives 15 requests a second to the whole account,
/// and the owner's deployments need them more.
/// </summary>
public sealed class InventoryCache(IInventorySource source)
{
    /// <summary>How old an inventory may be.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    private Inventory? _inventory;
    private DateTimeOffset _readAt;

    /// <param name="afresh">Something has just been changed that the remembered inventory cannot show.</param>
    public async Task<Inventory> GetAsync(DateTimeOffset now, CancellationToken cancellationToken, bool afresh = false)
    {
        // A replayed event can be older than the one before; then what is remembered says nothing about it.
        if (afresh || _inventory is null || now - _readAt >= MaximumAge || now < _readAt)
        {
            _inventory = await source.ReadAsync(cancellationToken);
            _readAt = now;
        }
        return _inventory;
    }
}
