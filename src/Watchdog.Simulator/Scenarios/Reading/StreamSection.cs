using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The sections <c>tables</c> (DynamoDB, each with a stream) and <c>streams</c> (Kinesis).</summary>
internal static class StreamSection
{
    private static readonly TimeSpan DefaultRetention = TimeSpan.FromHours(24);

    public static ScenarioStream ReadTable(YamlValue value, Names names)
    {
        var map = value.Map("name", "shards");
        return new ScenarioStream(names.Declare(map.Require("name"), "table", 255), StreamKind.Table, Shards(map), DefaultRetention);
    }

    public static ScenarioStream ReadStream(YamlValue value, Names names)
    {
        var map = value.Map("name", "shards", "retention");
        return new ScenarioStream(
            names.Declare(map.Require("name"), "stream", 128),
            StreamKind.Kinesis,
            Shards(map),
            map.Find("retention")?.Seconds(Limits.ShortestStreamRetention, Limits.LongestStreamRetention) ?? DefaultRetention);
    }

    private static int Shards(YamlMap map) => map.Find("shards")?.Int(1, Limits.MostShards) ?? 1;
}
