namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The random numbers of one resource (SplitMix64). Each resource has its own, derived from the scenario's seed and its name, so that a
/// resource more or less does not change what another one draws.
/// </summary>
internal sealed class RandomStream(ulong seed)
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;
    private ulong state = seed;

    public ulong Next()
    {
        state += Step;
        return Mix(state);
    }

    /// <summary>At least 0, less than 1.</summary>
    public double NextDouble() => Unit(Next());

    /// <summary>Rounds up with the probability of the fraction, so that the mean is kept.</summary>
    public long Round(double value)
    {
        var whole = Math.Floor(value);
        return (long)whole + (NextDouble() < value - whole ? 1 : 0);
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>A seed for what bears this name (FNV-1a over the name, then mixed with the seed).</summary>
    public static ulong Derive(ulong seed, string name)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var c in name) hash = (hash ^ c) * 0x0000_0100_0000_01B3;
        return Mix(hash ^ Mix(seed + Step));
    }

    public static double Unit(ulong value) => (value >> 11) * (1.0 / (1UL << 53));
}
