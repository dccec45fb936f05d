using Watchdog.Benchmarks.Scoring;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>All starts, in the order in which they were made.</summary>
/// <param name="Calls">How many AWS calls each tick made.</param>
/// <param name="Cores">The share of a core that each program had; null: all that the machine has.</param>
/// <param name="NativeBytes">The size of the native bootstrap.</param>
internal sealed record ColdStartResults(IReadOnlyList<ColdStartTimes> Starts, int Calls, double? Cores, long NativeBytes)
{
    /// <summary>How many times as long the others take, at least, until they ask for work.</summary>
    public const double Claimed = 5;

    public IEnumerable<string> Contestants => Starts.Select(s => s.Contestant).Distinct();

    public int Repetitions => Starts.Count(s => s.Contestant == Contestant.Native);

    public IReadOnlyList<double> Of(string contestant, Func<ColdStartTimes, double> measure) =>
        [.. Starts.Where(s => s.Contestant == contestant).Select(measure).Order()];

    public double Median(string contestant, Func<ColdStartTimes, double> measure)
    {
        var values = Of(contestant, measure);
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    /// <summary>The median as a multiple of the native one's.</summary>
    public double Ratio(string contestant, Func<ColdStartTimes, double> measure) => Median(contestant, measure) / Median(Contestant.Native, measure);

    public Check Check
    {
        get
        {
            var slower = Contestants.Where(c => c != Contestant.Native)
                .Select(c => (Name: c, Ratio: Ratio(c, s => s.FirstPoll.TotalMilliseconds))).ToArray();
            var details = slower.Where(c => c.Ratio < Claimed)
                .Select(c => FormattableString.Invariant($"{c.Name}: {c.Ratio:0.0} times the native one")).ToArray();
            return new Check($"native at least {Claimed:0} times faster to the first poll than either", details.Length == 0, details);
        }
    }
}
