using Watchdog.Benchmarks.Breaker.Loops;

namespace Watchdog.Benchmarks.Breaker.Organic;

/// <summary>
/// A function that may write to what triggers it and does not, with traffic that looks like a runaway. What varies between runs of a family
/// follows from the run's number: usual rate, duration, whether the traffic stays, and whether the environment names the source.
/// </summary>
/// <param name="Number">0 and up.</param>
/// <param name="LoopGain">The gain of the loop that begins amid the unusual traffic; null: there is none.</param>
internal sealed record OrganicTraffic(OrganicFamily Family, OrganicSource Source, int Number, double? LoopGain = null)
{
    public const string Function = "process-order";
    public const string SourceName = "orders";

    private static readonly double[] UsualPerMinute = [20, 60, 240];

    public string Name => $"{(LoopGain is null ? "organic" : "injected")}-{Family.Word()}-{Source.Word()}-{Number}";

    public long Seed => 20_000 + (1000 * (int)Family) + (100 * (int)Source) + Number;

    public bool Stays => Number % 2 == 0;

    /// <summary>Whether the environment names the source. If not, only the role says that the function may feed itself.</summary>
    public bool IsNamed => Number / 2 % 2 == 0;

    public double PerMinute => UsualPerMinute[Number % 3];

    /// <summary>Median duration. What is pinned is slow enough for a limit of several executions to bite.</summary>
    public double Milliseconds => (Number % 5 < 3 ? 120 : 400) * (Family == OrganicFamily.Pinned ? 10 : 1);

    /// <summary>A trigger cannot be disabled for an outage: what comes to a topic stops at whoever sends it.</summary>
    public Profile Profile => Profile.Of(Family, Stays && (Family, Source) != (OrganicFamily.Outage, OrganicSource.Topic));

    /// <summary>When the loop begins.</summary>
    public TimeSpan Onset => TimeSpan.FromMinutes(Profile.LoopAt);

    public TimeLimit Limit => Source == OrganicSource.Queue ? TimeLimit.Queues : TimeLimit.StreamsAndPush;

    public int Minutes => LoopGain is null ? Profile.Minutes : Profile.LoopAt + (int)Loop.Watched.TotalMinutes;

    /// <param name="mode">The breaker's: off, alert, confirm or trip.</param>
    public string Yaml(string mode)
    {
        var text = new ScenarioText(Name, $"traffic that may look like a runaway: {Family.Word()}{(LoopGain is null ? "" : ", and a loop in the midst of it")}", Seed, Minutes)
        {
            Breaker = mode,
        };
        OrganicResources.Add(text, this);
        text.Add("traffic", $"{{ to: {SourceName}, {(Profile.IsRamp ? "ramp: true, " : "")}rate: [ {string.Join(", ", Steps)} ] }}");
        if (LoopGain is { } gain)
            text.Add("changes", $"{{ at: {Profile.LoopAt}m, function: {Function}, deploy: true, writes: [ {{ to: {SourceName}, perMessage: {ScenarioText.Number(gain)} }} ] }}");
        Neighbours.AddFew(text);
        text.Add("expect", LoopGain is null
            ? "{ never: trip }"
            : $"{{ action: trip, function: {Function}, from: {Profile.LoopAt}m, within: {Limit.Open.TotalMinutes:0}m }}");
        return text.ToString();
    }

    private IEnumerable<string> Steps => Profile.Steps
        .Where(s => s.Minute < Minutes)
        .Select(s => $"{{ at: {s.Minute}m, rate: {ScenarioText.Number(s.Multiple * PerMinute)}/m }}");
}
