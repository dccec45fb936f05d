namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>Traffic over time.</summary>
/// <param name="Steps">The rate from a minute on, as a multiple of the usual.</param>
/// <param name="IsRamp">Whether it goes in straight lines between the steps.</param>
/// <param name="Minutes">How long the run is.</param>
/// <param name="LoopAt">
/// The minute at which a loop is injected: amid what is unusual, and not while a containment for it is under way, which would hold the loop too
/// and be judged by what came before.
/// </param>
internal sealed record Profile(IReadOnlyList<(int Minute, double Multiple)> Steps, bool IsRamp, int Minutes, int LoopAt)
{
    /// <summary>Minutes of usual traffic before anything happens.</summary>
    public const int Usual = 70;

    /// <param name="stays">Whether the new traffic stays, of families for which that makes a difference.</param>
    public static Profile Of(OrganicFamily family, bool stays) => family switch
    {
        OrganicFamily.Step3 => Step(3, stays),
        OrganicFamily.Step30 => Step(30, stays),
        OrganicFamily.Step300 => Step(300, stays),
        OrganicFamily.Ramp => Ramp(stays),
        OrganicFamily.Batch => new([(0, 1), (Usual, 100), (Usual + 5, 1), (Usual + 120, 100), (Usual + 125, 1)], false, Usual + 150, Usual + 1),
        OrganicFamily.Outage => new([(0, 1), (Usual, stays ? 1 : 0), (AfterOutage, stays ? 1 : 16), (AfterOutage + 2, 1)], false, Usual + 75, AfterOutage + 1),
        OrganicFamily.Pinned => new([(0, 1), (Usual, PinnedMultiple), (Usual + 60, 1)], false, Usual + 90, Usual + 10),
        _ => Bursts(),
    };

    /// <summary>When processing, or traffic, is back.</summary>
    public const int AfterOutage = Usual + 30;

    /// <summary>The function is given concurrency for three quarters of it.</summary>
    public const double PinnedMultiple = 20;

    /// <summary>The traffic that the function's concurrency is enough for, as a multiple of the usual; null: there is no such limit.</summary>
    public static double? CapacityOf(OrganicFamily family) => family switch
    {
        OrganicFamily.Pinned => 0.75 * PinnedMultiple,
        // What has piled up in half an hour is worked off within ten minutes.
        OrganicFamily.Outage => 4,
        _ => null,
    };

    private static Profile Step(double multiple, bool stays) =>
        new(stays ? [(0, 1), (Usual, multiple)] : [(0, 1), (Usual, multiple), (Usual + 20, 1)], false, Usual + 45, Usual + 10);

    private static Profile Ramp(bool stays)
    {
        var steps = new List<(int, double)> { (0, 1) };
        for (var minute = 0; minute <= 10; minute++)
            steps.Add((Usual + minute, Math.Pow(1.5, minute)));
        steps.Add((Usual + 30, steps[^1].Item2));
        if (!stays)
            steps.Add((Usual + 31, 1));
        return new Profile(steps, true, Usual + 50, Usual + 5);
    }

    private static Profile Bursts()
    {
        var steps = new List<(int, double)> { (0, 1) };
        for (var minute = Usual; minute < Usual + 75; minute += 15)
            steps.AddRange([(minute, 40), (minute + 2, 1)]);
        return new Profile(steps, false, Usual + 75, Usual + 15);
    }
}
