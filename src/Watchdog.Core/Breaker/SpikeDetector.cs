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
            return new SpikeJudgement.InsufficientData("The function has no invocations to judge by.", null);

        var current = rates.Current;
        if (current.Rate < options.Floor)
            return new SpikeJudgement.NoSpike(
                $"{Number(current.Rate)} invocations/min are below the floor of {Number(options.Floor)}/min for a spike.");
        if (input.Source is { } source && IsDraining(source, options))
            return new SpikeJudgement.NoSpike(
                $"The function works its queue off (from {Number(source.Before)} to {Number(source.Now)} messages), which a loop never does.");

        double? history = input.HourlyMaxima.IsEmpty ? null : input.HourlyMaxima.Max();
        if (history is { } busiest && busiest * options.HistoryRatio > current.Rate)
            return new SpikeJudgement.NoSpike(
                $"{Number(current.Rate)} invocations/min are not far over the busiest minute of the last 14 days ({Number(busiest)}/min).");

        return Judge(rates, options.FarRatio, 1, history, input.Concurrency, options) is SpikeJudgement.Spike atOnce
            ? atOnce
            : Judge(rates, options.SustainedRatio, options.SustainedMinutes, history, input.Concurrency, options);
    }

    private static SpikeJudgement Judge(
        Rates rates, double ratio, int minutes, double? history, ConcurrencyUse? concurrency, SpikeOptions options)
    {
        var (index, rate) = rates.Current;
        var start = rates.RunStart(rate / ratio);
        var peak = rates.Max(start, index + 1)!.Value;
        var lasted = index - start + 1;
        var baselineMinutes = rates.CountBefore(start);
        double? baseline = baselineMinutes >= options.BaselineMinutes ? rates.Max(0, start) : null;

        if (baseline is null && history is null && rates.KnownFromWindowStart)
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} invocations/min, and much the same in all the {index + 1} minutes looked at.");
        if (baseline is null && history is null)
            return new SpikeJudgement.InsufficientData(
                $"{Number(rate)} invocations/min, but only {baselineMinutes} minutes before it to compare with; {options.BaselineMinutes} are needed.",
                rate);
        if (rate < peak * options.FallingShare)
            return new SpikeJudgement.NoSpike($"{Number(rate)} invocations/min: falling again, from {Number(peak)}/min.");
        if (baseline is { } usual && usual * ratio > rate)
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} invocations/min are less than {Number(ratio)} times the busiest minute before ({Number(usual)}/min).");

        var trend = Trend(rates, index, concurrency, options);
        if (lasted < minutes || (minutes > 1 && trend == SpikeTrend.Level))
            return new SpikeJudgement.NoSpike(
                $"{Number(rate)} invocations/min for {lasted} min: neither {Number(options.FarRatio)} times the usual nor sustained and growing.");

        return new SpikeJudgement.Spike(
            Sentence(rate, baseline, baselineMinutes, history, rates.TimeAt(start), lasted, trend),
            rate, baseline, rates.TimeAt(start), lasted, trend);
    }

    // With gain 1 or more every message that is worked off puts at least one back: the total cannot fall.
    private static bool IsDraining(SourceChange source, SpikeOptions options) =>
        source.Before - source.Now > Math.Max(options.DrainedShare * source.Before, options.Floor);

    private static SpikeTrend Trend(Rates rates, int index, ConcurrencyUse? concurrency, SpikeOptions options)
    {
        if (concurrency is not null && concurrency.Used >= concurrency.Limit * options.PinnedShare)
            return SpikeTrend.Pinned;
        // Over two minutes, less than 5 %, or than three standard deviations of arrivals that are independent of each other, is the noise of a plateau.
        var before = (index >= 2 ? rates[index - 2] : null) ?? rates[index - 1] ?? 0;
        return rates[index] - before > Math.Max(0.05 * before, 3 * Math.Sqrt(2 * before)) ? SpikeTrend.Growing : SpikeTrend.Level;
    }

    private static string Sentence(
        double rate, double? baseline, int baselineMinutes, double? history, DateTimeOffset since, int minutes, SpikeTrend trend)
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
        return $"{Number(rate)} invocations/min, for {minutes} min since {since.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC, {course}; {usual}{ever}.";
    }

    private static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);
}
