namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>changes</c>: each says when, what and how.</summary>
internal static class ChangeSection
{
    private static readonly string[] Subjects = ["function", "queue", "mapping", "dependency", "account"];

    public static ScenarioChange Read(YamlValue value, Names names, TimeSpan end, IReadOnlyList<ScenarioMapping> mappings, IReadOnlySet<string> deadLetters)
    {
        var any = new YamlMap(value);
        var subjects = Subjects.Where(any.Has).ToList();
        if (subjects.Count != 1)
            throw value.Error($"must say what changes with exactly one of {string.Join(", ", Subjects)}{(subjects.Count > 1 ? $", not with {string.Join(" and ", subjects)}" : "")}");
        ScenarioChange change = subjects[0] switch
        {
            "function" => OfFunction(value, names, end),
            "queue" => OfQueue(value, names, end, deadLetters),
            "mapping" => OfMapping(value, names, end, mappings),
            "dependency" => OfDependency(value, names, end),
            _ => OfAccount(value, end),
        };
        return any.Entries.Count() > 2 || subjects[0] == "account" ? change : throw value.Error("changes nothing");
    }

    private static ScenarioChange.OfFunction OfFunction(YamlValue value, Names names, TimeSpan end)
    {
        var map = value.Map(["at", "function", .. FunctionSection.Settings, "deploy"]);
        return new ScenarioChange.OfFunction(
            At(map, end),
            names.Function(map.Require("function")),
            FunctionSection.Duration(map),
            FunctionSection.ErrorRate(map),
            FunctionSection.Writes(map, names),
            FunctionSection.Timeout(map),
            FunctionSection.Memory(map),
            map.Has("reservedConcurrency") ? new Setting<int?>(FunctionSection.ReservedConcurrency(map)) : null,
            map.Has("tags") ? Texts.Map(map.Find("tags")) : null,
            map.Has("environment") ? Texts.Map(map.Find("environment")) : null,
            FunctionSection.MayWrite(map, names),
            FunctionSection.Recursion(map),
            map.Find("deploy")?.Flag() ?? false)
        {
            Versions = VersionSection.Read(map),
            LoopDetection = FunctionSection.LoopDetection(map),
        };
    }

    private static ScenarioChange.OfQueue OfQueue(YamlValue value, Names names, TimeSpan end, IReadOnlySet<string> deadLetters)
    {
        var map = value.Map("at", "queue", "visibilityTimeout", "retention", "delay", "deadLetter", "purge", "redrive");
        var name = names.Queue(map.Require("queue"));
        return new ScenarioChange.OfQueue(
            At(map, end),
            name,
            QueueSection.VisibilityTimeout(map),
            QueueSection.Retention(map),
            map.Has("deadLetter") ? new Setting<ScenarioDeadLetter?>(QueueSection.DeadLetter(map, names, name)) : null,
            map.Find("purge")?.Flag() ?? false,
            QueueSection.Delay(map),
            Redrive(map, name, deadLetters));
    }

    private static bool Redrive(YamlMap map, string name, IReadOnlySet<string> deadLetters)
    {
        if (map.Find("redrive") is not { } value || !value.Flag()) return false;
        return deadLetters.Contains(name) ? true : throw value.Error($"'{name}' is the dead-letter queue of no queue");
    }

    /// <summary>The mapping is named by its source and function, or by its source alone where that has but one.</summary>
    private static ScenarioChange.OfMapping OfMapping(YamlValue value, Names names, TimeSpan end, IReadOnlyList<ScenarioMapping> mappings)
    {
        var map = value.Map("at", "mapping", "enabled", "batchSize", "maximumConcurrency");
        var which = map.Require("mapping");
        var named = which.IsMap ? which.Map("source", "function") : null;
        var source = names.OfKind(named?.Require("source") ?? which, Names.Sources);
        var function = named is null ? null : names.Function(named.Require("function"));
        var found = mappings.Where(m => m.Source == source && (function is null || m.Function == function)).ToList();
        if (found.Count != 1)
            throw which.Error($"names {(found.Count == 0 ? "no mapping" : $"{found.Count} mappings")}; it must be {{ source: QUEUE, function: FUNCTION }} of one mapping");
        MappingSection.CheckCap(map, names, source);
        MappingSection.CheckFifo(map, names, source);
        return new ScenarioChange.OfMapping(
            At(map, end),
            source,
            found[0].Function,
            MappingSection.Enabled(map),
            MappingSection.BatchSize(map),
            map.Has("maximumConcurrency") ? new Setting<int?>(MappingSection.MaximumConcurrency(map)) : null);
    }

    private static ScenarioChange.OfDependency OfDependency(YamlValue value, Names names, TimeSpan end)
    {
        var map = value.Map("at", "dependency", "latency", "errorRate");
        return new ScenarioChange.OfDependency(
            At(map, end),
            names.Dependency(map.Require("dependency")),
            map.Find("latency")?.Duration(TimeSpan.Zero, TimeSpan.FromHours(1)),
            map.Find("errorRate")?.Number(0, 1));
    }

    private static ScenarioChange.OfAccount OfAccount(YamlValue value, TimeSpan end)
    {
        var map = value.Map("at", "account");
        var account = map.Require("account").Map("concurrency", "scaleUpPerMinute");
        return new ScenarioChange.OfAccount(At(map, end), SettingsSection.Concurrency(account), SettingsSection.ScaleUp(account));
    }

    public static TimeSpan At(YamlMap map, TimeSpan end)
    {
        var value = map.Require("at");
        var at = value.Seconds(TimeSpan.Zero, TimeSpan.MaxValue);
        return at < end ? at : throw value.Error($"{value.Text()} is not before the end of the scenario, {Units.Write(end)}");
    }
}
