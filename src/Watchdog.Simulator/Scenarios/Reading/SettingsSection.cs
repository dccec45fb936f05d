using System.Globalization;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The sections <c>account</c>, <c>watchdog</c>, <c>cloudwatch</c>, <c>clock</c> and <c>operator</c>.</summary>
internal static class SettingsSection
{
    public static AccountSettings Account(YamlValue? value, AccountSettings otherwise)
    {
        if (value is null) return otherwise;
        var map = value.Map("concurrency", "scaleUpPerMinute");
        return new AccountSettings(Concurrency(map) ?? otherwise.Concurrency, ScaleUp(map) ?? otherwise.ScaleUpPerMinute);
    }

    public static int? Concurrency(YamlMap map) => map.Find("concurrency")?.Int(1, Limits.MostConcurrency);

    public static double? ScaleUp(YamlMap map) => map.Find("scaleUpPerMinute")?.Number(0, 100_000);

    public static WatchdogParameters Watchdog(YamlValue? value)
    {
        var map = value?.Map("breaker", "autoProbe");
        return new WatchdogParameters(map?.Find("breaker")?.OneOf("off", "alert", "confirm", "trip"), map?.Find("autoProbe")?.Flag());
    }

    public static CloudWatchDelay CloudWatch(YamlValue? value, CloudWatchDelay otherwise)
    {
        if (value is null) return otherwise;
        var map = value.Map("delay", "jitter");
        var longest = TimeSpan.FromHours(1);
        return new CloudWatchDelay(
            map.Find("delay")?.Duration(TimeSpan.Zero, longest) ?? otherwise.Delay,
            map.Find("jitter")?.Duration(TimeSpan.Zero, longest) ?? otherwise.Jitter);
    }

    public static DateTimeOffset? Start(YamlValue? value)
    {
        if (value?.Map("start").Find("start") is not { } start) return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
        return DateTimeOffset.TryParseExact(
            start.Text(), forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Second == 0
            ? time
            : throw start.Error($"'{start.Text()}' is no whole minute in UTC; it must look like 2026-01-05T09:00:00Z");
    }

    public static OperatorAct OperatorAct(YamlValue value, TimeSpan end)
    {
        var map = value.Map("at", "invoke");
        var invoke = map.Require("invoke");
        return invoke.IsMap
            ? new OperatorAct(ChangeSection.At(map, end), JsonText.Of(invoke.Node))
            : throw invoke.Error("must be the event of the CircuitBreaker, such as { action: reset, function: NAME }");
    }
}
