using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>traffic</c>.</summary>
internal static class TrafficSection
{
    public static ScenarioTraffic Read(YamlValue value, Names names, TimeSpan end)
    {
        var map = value.Map(["to", "rate", "ramp", "exact"], ["trace", "scale"]);
        var rates = Rates(map.Require("rate"), end);
        var ramp = map.Find("ramp")?.Flag() ?? false;
        return ramp && rates.Count < 2
            ? throw map.Require("ramp").Error("needs at least two steps of the rate to go between")
            : new ScenarioTraffic(names.Any(map.Require("to")), rates, ramp, map.Find("exact")?.Flag() ?? false);
    }

    private static List<RateStep> Rates(YamlValue value, TimeSpan end)
    {
        if (!value.IsList) return [new RateStep(TimeSpan.Zero, value.Rate())];
        var steps = new List<RateStep>();
        foreach (var item in value.Items())
        {
            var map = item.Map("at", "rate");
            var at = map.Require("at");
            var step = new RateStep(at.Seconds(TimeSpan.Zero, end), map.Require("rate").Rate());
            if (steps.Count > 0 && step.At <= steps[^1].At) throw at.Error($"{at.Text()} must be later than the step before, {Units.Write(steps[^1].At)}");
            steps.Add(step);
        }

        return steps.Count > 0 ? steps : throw value.Error("must hold at least one step, such as { at: 0m, rate: 10/s }");
    }
}
