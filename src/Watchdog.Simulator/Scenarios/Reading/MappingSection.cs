namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>mappings</c>.</summary>
internal static class MappingSection
{
    public static ScenarioMapping Read(YamlValue value, Names names)
    {
        var map = value.Map(
            ["source", "function", "batchSize", "batchingWindow", "maximumConcurrency", "enabled", "partialBatch"], ["qualifier"]);
        var batchSize = BatchSize(map) ?? 10;
        return new ScenarioMapping(
            names.Queue(map.Require("source")),
            names.Function(map.Require("function")),
            batchSize,
            BatchingWindow(map, batchSize),
            MaximumConcurrency(map),
            Enabled(map) ?? true,
            map.Find("partialBatch")?.Flag() ?? false);
    }

    public static int? BatchSize(YamlMap map) => map.Find("batchSize")?.Int(1, Limits.LargestBatch);

    public static int? MaximumConcurrency(YamlMap map) =>
        map.Find("maximumConcurrency")?.Int(Limits.LeastMaximumConcurrency, Limits.MostMaximumConcurrency);

    public static bool? Enabled(YamlMap map) => map.Find("enabled")?.Flag();

    /// <summary>A batch of more than ten messages needs a window; the shortest is taken for granted.</summary>
    private static TimeSpan BatchingWindow(YamlMap map, int batchSize)
    {
        var needed = batchSize > Limits.LargestBatchWithoutWindow ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        return map.Find("batchingWindow")?.Seconds(needed, Limits.LongestBatchingWindow) ?? needed;
    }
}
