namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>expect</c>.</summary>
internal static class ExpectationSection
{
    /// <summary>The resource of findings about the account's concurrency pool.</summary>
    private const string Account = "account";

    private static readonly string[] Kinds = ["symptom", "action", "never", "onlyExpected"];

    private static readonly string[] Symptoms =
    [
        "Backpressure", "Throttled", "ErrorStall", "PoisonMessages", "DeadLetters", "Recovered", "RecursiveLoop", "InFunctionLoop",
        "DownstreamUnavailable", "UnintendedVersion", "StreamLag", "ConcurrencyExhaustion", "Misconfiguration",
    ];

    private static readonly string[] Actions = ["contain", "trip", "probe", "release", "reset"];

    public static Expectation Read(YamlValue value, Names names, TimeSpan end)
    {
        var kinds = Kinds.Where(new YamlMap(value).Has).ToList();
        if (kinds.Count != 1) throw value.Error($"must have exactly one of {string.Join(", ", Kinds)}");
        switch (kinds[0])
        {
            case "symptom":
                return Incident(value.Map("symptom", "resource", "from", "to", "within", "cause"), names, end);
            case "action":
                var action = value.Map("action", "function", "from", "within");
                var function = names.Function(action.Require("function"));
                return new Expectation.Action(action.Require("action").OneOf(Actions), function, From(action, end), Within(action));
            case "never":
                return new Expectation.Never(value.Map("never").Require("never").OneOf([.. Symptoms, .. Actions]));
            default:
                var only = value.Map("onlyExpected").Require("onlyExpected");
                return only.Flag() ? new Expectation.OnlyExpected() : throw only.Error("must be true; leave it out otherwise");
        }
    }

    private static Expectation.Incident Incident(YamlMap map, Names names, TimeSpan end)
    {
        var symptom = map.Require("symptom").OneOf(Symptoms);
        var resource = map.Require("resource");
        var from = From(map, end);
        var to = map.Find("to");
        var until = to?.Duration(TimeSpan.Zero, end);
        if (until <= from) throw to!.Error($"{to.Text()} must be later than from, {Units.Write(from)}");
        var name = resource.Text() == Account ? Account : names.OfKind(resource, [.. Names.Sinks, "dependency"]);
        return new Expectation.Incident(symptom, name, from, until, Within(map), map.Find("cause")?.Text());
    }

    private static TimeSpan From(YamlMap map, TimeSpan end) => map.Find("from")?.Duration(TimeSpan.Zero, end) ?? TimeSpan.Zero;

    private static TimeSpan? Within(YamlMap map) => map.Find("within")?.Duration(TimeSpan.Zero, Limits.LongestScenario);
}
