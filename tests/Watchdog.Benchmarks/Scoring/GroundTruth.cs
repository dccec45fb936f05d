using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Scoring;

/// <summary>
/// A trouble that is really there: an expectation of an incident. Its <c>within</c> says when its evidence is readable in CloudWatch: the
/// detector's budget after that is part of it.
/// </summary>
/// <param name="Related">The resource's name, and those of its neighbours: of a queue its consumers, of a function what triggers it; "account".</param>
internal sealed record GroundTruth(Expectation.Incident Expected, IReadOnlySet<string> Related, TimeSpan End, TimeSpan ReadableAt)
{
    private static readonly string[] Urgent = ["Throttled", "ErrorStall", "RecursiveLoop"];

    /// <summary>How long after its evidence is readable a symptom may take to be told.</summary>
    public static TimeSpan BudgetOf(string symptom) => TimeSpan.FromMinutes(Urgent.Contains(symptom) ? 3 : 5);

    public static IReadOnlyList<GroundTruth> Of(Scenario scenario) =>
    [
        .. from expected in scenario.Expectations.OfType<Expectation.Incident>()
           where expected.Symptom != "Recovered"
           let related = RelatedTo(scenario, expected.Resource)
           let published = TimeSpan.FromMinutes(1) + scenario.CloudWatch.Delay + scenario.CloudWatch.Jitter
           let needed = (expected.Within ?? TimeSpan.Zero) - BudgetOf(expected.Symptom)
           select new GroundTruth(
               expected, related, expected.To ?? scenario.Duration, expected.From + (needed > published ? needed : published)),
    ];

    public string Symptom => Expected.Symptom;

    public bool Lasts(TimeSpan at) => at >= Expected.From && at <= End;

    /// <summary>A trouble that ends is still told of for as long after its end as it may take to be told of at all.</summary>
    public bool Excuses(TimeSpan at) => at >= Expected.From && at <= End + (Expected.Within ?? TimeSpan.Zero);

    private static HashSet<string> RelatedTo(Scenario scenario, string resource)
    {
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return
        [
            name,
            "account",
            .. scenario.Mappings.Where(m => m.Source == name).Select(m => m.Function),
            .. scenario.Mappings.Where(m => m.Function == name).Select(m => m.Source),
            .. scenario.Queues.Where(q => q.DeadLetter?.Queue == name).Select(q => q.Name),
        ];
    }
}
