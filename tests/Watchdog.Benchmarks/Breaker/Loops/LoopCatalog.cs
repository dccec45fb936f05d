namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>All loops that the breaker is judged by.</summary>
internal static class LoopCatalog
{
    private static readonly double[] Gains = [1, 1.2, 2, 10];

    private static readonly TimeSpan[] Turns = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)];

    /// <summary>Every family with every gain and turn in both accounts, and one of each family that only the function's role tells of.</summary>
    public static IReadOnlyList<Loop> All { get; } =
    [
        .. from family in Enum.GetValues<LoopFamily>()
           from loop in OfFamily(family)
           select loop,
    ];

    private static IEnumerable<Loop> OfFamily(LoopFamily family) =>
    [
        .. from busy in (bool[])[false, true]
           from turn in Turns
           from gain in Gains
           select new Loop(family, busy, turn, gain),
        new Loop(family, false, TimeSpan.FromSeconds(1), 2) { IsNamed = false },
    ];
}
