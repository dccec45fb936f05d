using System.Globalization;

namespace Watchdog.Core.Breaker;

/// <summary>
/// Evidence 2: a rate far over what was usual. One minute is enough when it is very far over; less needs some minutes that grow or stand at
/// a limit. The newest points may still grow: they are lower bounds, so they can show a spike but never that one is over.
/// </summary>
public static class SpikeDetector
{
    public static SpikeJudgement Judge(SpikeInput input, DateTimeOffset now, SpikeOptions options)
    {
        var rates = Rates.Of(input, now, options);
        if (rates is null)
            return new SpikeJudgement.InsufficientData($"There are no {input.Unit} to judge by.", null);

        if (input.Source is { } source && IsDraining(source, options))
            return new SpikeJudgement.NoSpike(
                $"The function works its queue off (from {Number(source.Before)} to {Number(source.Now)} messages), which a loop never does.");
        var isLow = rates.Current.Rate < options.Floor
            ? new SpikeJudgement.NoSpike($"{Number(rates.Current.Rate)} {input.Unit} are below the floor of {Number(options.Floor)}/min for a spike.")
            : null;

        var strong = isLow ?? JudgeAny(input, rates, SpikeRule.Strong(options), options);
        if (strong is SpikeJudgement.Spike)
            return strong;
        var weak = isLow is not null && Projected(rates, now) < options.Floor
            ? isLow
            : JudgeAny(input, rates, SpikeRule.Weak(options, input.IsArrivals && IsPinned(input.Concurrency, options)), options);
        return weak is SpikeJudgement.Spike ? weak : strong;
    }

    /// <summary>Whether a function that could be at its limit would spike if it were.</summary>
    public static bool WouldSpikeIfPinned(SpikeInput input, DateTimeOffset now, SpikeOptions options) =>
        input.Concurrency is { } use && Judge(input with { Concurrency = new ConcurrencyUse(use.Used, use.Used) }, now, options) is SpikeJudgement.Spike;

    private static SpikeJudgement JudgeAny(SpikeInput input, Rates rates, IReadOnlyList<SpikeRule> rules, SpikeOptions options)
    {
        var judgements = rules.Select(rule => Judge(input, rates, rule, options)).ToArray();
        return judgements.FirstOrDefault(j => j is SpikeJudgement.Spike) ?? judgements[^1];
    }

    private static SpikeJudgement Judge(SpikeInput input, Rates rates, SpikeRule rule, SpikeOptions options)
    {
        var (index, rate) = rates.Current;
        double? history = input.HourlyMaxima.IsEmpty ? null : input.HourlyMaxima.Max();
        if (history is { } busiest && busiest * rule.HistoryRatio > rate)
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} {input.Unit} are not far over the busiest minute of the last 14 days ({Number(busiest)}/min).");

        // What grows from minute to minute was less before: its first minute need only stand out.
        var start = rule.FromFirstSign ? rates.FirstSign() : rates.RunStart(rate / rule.Ratio);
        var peak = rates.Max(start, index + 1)!.Value;
        var lasted = index - start + 1;
        var baselineMinutes = rates.CountBefore(start);
        double? baseline = baselineMinutes >= options.BaselineMinutes ? rates.Max(0, start) : null;

        if (baseline is null && history is null && rates.KnownFromWindowStart)
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} {input.Unit}, and much the same in all the {index + 1} minutes looked at.");
        if (baseline is null && history is null)
            return new SpikeJudgement.InsufficientData(
                $"{Number(rate)} {input.Unit}, but only {baselineMinutes} minutes before it to compare with; {options.BaselineMinutes} are needed.",
                rate);
        if (rate < peak * options.FallingShare)
            return new SpikeJudgement.NoSpike($"{Number(rate)} {input.Unit}: falling again, from {Number(peak)}/min.");
        if (baseline is { } usual && (usual * rule.Ratio > rate || !IsBeyondNoise(rates, start, rate, usual)))
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} {input.Unit} are less than {Number(rule.Ratio)} times the busiest minute before ({Number(usual)}/min).");

        var trend = Trend(rates, index, input.Concurrency, options);
        if (rule.FromFirstSign && input.Source is { FillingMinutes: var filling } && filling > 0)
        {
            // Its minutes go on after the last one that CloudWatch tells of.
            lasted = Math.Max(lasted, filling);
            trend = trend == SpikeTrend.Level ? SpikeTrend.Growing : trend;
        }
        var minutes = rule.NeedsCourse && trend == SpikeTrend.Pinned ? Math.Min(rule.Minutes, options.PinnedMinutes) : rule.Minutes;
        if (lasted < minutes || (rule.NeedsCourse && trend == SpikeTrend.Level))
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} {input.Unit} for {lasted} min: neither {Number(options.FarRatio)} times the usual nor sustained and growing.");

        return new SpikeJudgement.Spike(
            Sentence(input.Unit, rate, baseline, baselineMinutes, history, rates.TimeAt(start), lasted, trend),
            rate, baseline, rates.TimeAt(start), lasted, trend)
        {
            Unit = input.Unit, IsWeak = rule.IsWeak,
        };
    }

    /// <summary>What a rate that grows is like by now: what can be read is some minutes old.</summary>
    private static double Projected(Rates rates, DateTimeOffset now)
    {
        var (index, rate) = rates.Current;
        return rates[index - 1] is { } before && rate > before ? rate + ((rate - before) * (now - rates.TimeAt(index + 1)).TotalMinutes) : rate;
    }

    // With gain 1 or more every message that is worked off puts at least one back: the total cannot fall.
    private static bool IsDraining(SourceChange source, SpikeOptions options) =>
        source.Before - source.Now > Math.Max(options.DrainedShare * source.Before, options.Floor);

    /// <summary>A small step must stand out of what varies anyway; a large one does.</summary>
    private static bool IsBeyondNoise(Rates rates, int start, double rate, double busiest) =>
        Noise.IsBeyond(rate, rates.Before(start)) && rate - busiest > 3 * Math.Sqrt(busiest);

    private static bool IsPinned(ConcurrencyUse? concurrency, SpikeOptions options) =>
        concurrency is not null && concurrency.Used >= concurrency.Limit * options.PinnedShare;

    private static SpikeTrend Trend(Rates rates, int index, ConcurrencyUse? concurrency, SpikeOptions options)
    {
        if (IsPinned(concurrency, options))
            return SpikeTrend.Pinned;
        // Over two minutes, less than 5 %, or than three standard deviations of arrivals that are independent of each other, is the noise of a plateau.
        var before = (index >= 2 ? rates[index - 2] : null) ?? rates[index - 1] ?? 0;
        return rates[index] - before > Math.Max(0.05 * before, 3 * Math.Sqrt(2 * before)) ? SpikeTrend.Growing : SpikeTrend.Level;
    }

    private static string Sentence(
        string unit, double rate, double? baseline, int baselineMinutes, double? history, DateTimeOffset since, int minutes, SpikeTrend trend)
    {
        var usual = baseline is null
            ? "what was usual just before is not known"
            : $"in the {baselineMinutes} minutes before it was at most {Number(baseline.Value)}/min";
        var ever = history is null ? "" : $"; in 14 days at most {Number(history.Value)}/min";
        var course = trend switch
        {
            SpikeTrend.Growing => "still growing",
            SpikeTrend.Pinned => "pinned at its concurrency limit",
            _ => "level",
        };
        return $"{Number(rate)} {unit}, for {minutes} min since {since.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC, {course}; {usual}{ever}.";
    }

    private static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);
}
