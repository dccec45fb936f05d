namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The section <c>mappings</c>.</summary>
internal static class MappingSection
{
    private const int DefaultBatchOfQueue = 10;
    private const int DefaultBatchOfStream = 100;

    private static readonly string[] OfStreams = ["parallelization", "maximumRetries", "maximumRecordAge", "bisect"];

    public static ScenarioMapping Read(YamlValue value, Names names)
    {
        var map = value.Map(
            ["source", "function", "batchSize", "batchingWindow", "maximumConcurrency", "enabled", "partialBatch", "qualifier", .. OfStreams]);
        var source = names.OfKind(map.Require("source"), Names.Sources);
        var isQueue = names.IsQueue(source);
        var batchSize = BatchSize(map) ?? (isQueue ? DefaultBatchOfQueue : DefaultBatchOfStream);
        CheckCap(map, names, source);
        CheckFifo(map, names, source);
        return new ScenarioMapping(
            source,
            names.Function(map.Require("function")),
            batchSize,
            BatchingWindow(map, isQueue && batchSize > Limits.LargestBatchWithoutWindow),
            MaximumConcurrency(map),
            Enabled(map) ?? true,
            map.Find("partialBatch")?.Flag() ?? false,
            StreamReading(map, names, source),
            map.Find("qualifier")?.Text());
    }

    public static int? BatchSize(YamlMap map) => map.Find("batchSize")?.Int(1, Limits.LargestBatch);

    public static int? MaximumConcurrency(YamlMap map) =>
        map.Find("maximumConcurrency")?.Int(Limits.LeastMaximumConcurrency, Limits.MostMaximumConcurrency);

    public static bool? Enabled(YamlMap map) => map.Find("enabled")?.Flag();

    /// <exception cref="ScenarioException">The mapping is a stream's, and has a maximum concurrency.</exception>
    public static void CheckCap(YamlMap map, Names names, string source)
    {
        if (!names.IsQueue(source) && map.Find("maximumConcurrency") is { } cap)
            throw cap.Error($"is for mappings of queues; '{source}' is a {names.KindOf(source)}");
    }

    /// <exception cref="ScenarioException">A FIFO queue's mapping has batches larger than Lambda allows, or a window.</exception>
    public static void CheckFifo(YamlMap map, Names names, string source)
    {
        if (!names.IsFifo(source)) return;
        map.Find("batchSize")?.Int(1, Limits.LargestBatchWithoutWindow);
        if (map.Find("batchingWindow") is { } window) throw window.Error($"is not for mappings of FIFO queues, as '{source}' is one");
    }

    private static ScenarioStreamReading? StreamReading(YamlMap map, Names names, string source)
    {
        if (!names.IsQueue(source))
        {
            return new ScenarioStreamReading(
                map.Find("parallelization")?.Int(1, Limits.MostParallelization) ?? 1,
                map.Find("maximumRetries")?.Int(0, Limits.MostRetries),
                map.Find("maximumRecordAge")?.Seconds(Limits.ShortestRecordAge, Limits.LongestRecordAge),
                map.Find("bisect")?.Flag() ?? false);
        }

        return OfStreams.Select(map.Find).FirstOrDefault(v => v is not null) is { } misplaced
            ? throw misplaced.Error($"is for mappings of tables and streams; '{source}' is a queue")
            : null;
    }

    /// <summary>A batch of more than ten messages of a queue needs a window; the shortest is taken for granted.</summary>
    private static TimeSpan BatchingWindow(YamlMap map, bool isNeeded)
    {
        var needed = isNeeded ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        return map.Find("batchingWindow")?.Seconds(needed, Limits.LongestBatchingWindow) ?? needed;
    }
}
