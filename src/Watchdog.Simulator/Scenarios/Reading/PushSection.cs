using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The sections <c>buckets</c>, <c>topics</c>, <c>rules</c> and <c>triggers</c>.</summary>
internal static class PushSection
{
    public static ScenarioPushSource Read(YamlValue value, Names names, PushKind kind)
    {
        var name = value.Map("name").Require("name");
        return new ScenarioPushSource(
            kind switch
            {
                PushKind.Bucket => names.Declare(name, "bucket", 63),
                PushKind.Topic => names.Declare(name, "topic", 256),
                _ => names.Declare(name, "rule", 64),
            },
            kind);
    }

    public static ScenarioTrigger ReadTrigger(YamlValue value, Names names)
    {
        var map = value.Map("source", "function", "qualifier");
        return new ScenarioTrigger(
            names.OfKind(map.Require("source"), Names.PushSources), names.Function(map.Require("function")), map.Find("qualifier")?.Text());
    }
}
