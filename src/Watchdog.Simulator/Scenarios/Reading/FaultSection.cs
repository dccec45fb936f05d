using Watchdog.Simulator.Faults;
using Watchdog.Simulator.Wire;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>faults</c>: each says when, what the cloud does, and to which calls.</summary>
internal static class FaultSection
{
    private const string Metrics = "monitoring";
    private const string GetMetricData = "GetMetricData";
    private static readonly string[] Kinds = ["error", "partial", "kill"];

    public static ScenarioFault Read(YamlValue value, TimeSpan end)
    {
        var kinds = Kinds.Where(new YamlMap(value).Has).ToList();
        if (kinds.Count != 1)
            throw value.Error($"must say what goes wrong with exactly one of {string.Join(", ", Kinds)}{(kinds.Count > 1 ? $", not with {string.Join(" and ", kinds)}" : "")}");
        return kinds[0] switch
        {
            "error" => Refusal(value.Map("at", "for", "service", "operation", "error", "share"), end),
            "partial" => MissingPoints(value.Map("at", "for", "service", "operation", "partial"), end),
            _ => Kill(value.Map("at", "kill", "after", "before"), end),
        };
    }

    private static ScenarioFault.Refusal Refusal(YamlMap map, TimeSpan end)
    {
        var service = map.Require("service").OneOf([.. WireServices.Operations.Keys]);
        return new ScenarioFault.Refusal(
            ChangeSection.At(map, end),
            For(map),
            service,
            map.Require("operation").OneOf(WireServices.Operations[service]),
            map.Require("error").OneOf(FaultErrors.CodesOf(service)),
            map.Find("share") is { } share ? Share(share) : 1);
    }

    private static ScenarioFault.MissingPoints MissingPoints(YamlMap map, TimeSpan end)
    {
        map.Require("service").OneOf(Metrics);
        map.Require("operation").OneOf(GetMetricData);
        return new ScenarioFault.MissingPoints(ChangeSection.At(map, end), For(map), Share(map.Require("partial")));
    }

    private static ScenarioFault.Kill Kill(YamlMap map, TimeSpan end)
    {
        if (map.Has("after") == map.Has("before"))
            throw map.Value.Error("must have exactly one of after, before");
        var moment = map.Has("after") ? KillMoment.After : KillMoment.Before;
        var function = map.Require("kill");
        return new ScenarioFault.Kill(
            ChangeSection.At(map, end),
            function.Text(),
            map.Require(moment == KillMoment.After ? "after" : "before").OneOf([.. WireServices.Operations.Values.SelectMany(o => o).Distinct(StringComparer.Ordinal)]),
            moment,
            function.Place);
    }

    private static TimeSpan For(YamlMap map) => map.Require("for").Seconds(TimeSpan.FromSeconds(1), Limits.LongestScenario);

    private static double Share(YamlValue value) =>
        value.Number(0, 1) is var share and > 0 ? share : throw value.Error("is 0, and nothing would go wrong; it must be above 0 and at most 1");
}
