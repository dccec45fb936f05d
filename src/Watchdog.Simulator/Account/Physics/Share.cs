namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// Hands out slots that do not suffice: each gets its part of what it asks for in whole slots, and all parts together make up what there
/// is. Where the fractions go is shifted at random, so that nobody is favoured.
/// </summary>
internal struct Share(long asked, long available, double shift)
{
    private long before;

    /// <summary>The part of one that asks for <paramref name="wanted"/>; those who ask are named one after the other.</summary>
    public int Next(int wanted)
    {
        if (available >= asked) return wanted;
        if (available <= 0 || wanted == 0) return 0;
        var ratio = (double)available / asked;
        var start = (long)(before * ratio + shift);
        before += wanted;
        return (int)Math.Min(wanted, (long)(before * ratio + shift) - start);
    }
}
