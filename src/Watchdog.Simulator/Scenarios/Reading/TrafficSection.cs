using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>traffic</c>.</summary>
internal static class TrafficSection
{
    /// <param name="readTrace">Gives the text of a file beside the scenario; null when the scenario is no file.</param>
    public static ScenarioTraffic Read(YamlValue value, Names names, TimeSpan end, Func<string, string>? readTrace)
    {
        var map = value.Map("to", "rate", "ramp", "exact", "trace", "column", "scale", "groups", "poison", "qualifier");
        if (map.Has("rate") && map.Find("trace") is { } both) throw both.Error("cannot stand beside rate; one of them says how much comes");
        var rates = map.Has("trace") ? TraceSection.Read(map, end, readTrace) : Rates(WithoutTrace(map), end);
        var ramp = map.Find("ramp")?.Flag() ?? false;
        if (ramp && (rates.Count < 2 || map.Has("trace"))) throw map.Require("ramp").Error("needs at least two steps of the rate to go between");
        var to = names.Any(map.Require("to"));
        return new ScenarioTraffic(to, rates, ramp, map.Find("exact")?.Flag() ?? false, Groups(map, names, to), Poison(map, names, to), Qualifier(map, names, to));
    }

    private static YamlValue WithoutTrace(YamlMap map) =>
        (map.Find("column") ?? map.Find("scale")) is { } misplaced ? throw misplaced.Error("is for a trace; this traffic has none") : map.Require("rate");

    private static string? Qualifier(YamlMap map, Names names, string to)
    {
        if (map.Find("qualifier") is not { } value) return null;
        return names.IsFunction(to) ? value.Text() : throw value.Error($"is for functions that are called directly; '{to}' is a {names.KindOf(to)}");
    }

    private static int? Groups(YamlMap map, Names names, string to)
    {
        if (map.Find("groups") is not { } value) return null;
        return names.IsFifo(to) ? value.Int(1, Limits.MostGroups) : throw value.Error($"is for FIFO queues; '{to}' is none");
    }

    private static bool Poison(YamlMap map, Names names, string to)
    {
        if (map.Find("poison") is not { } value || !value.Flag()) return false;
        return Names.Sources.Contains(names.KindOf(to)) ? true : throw value.Error($"is for what a mapping reads; '{to}' is a {names.KindOf(to)}");
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
