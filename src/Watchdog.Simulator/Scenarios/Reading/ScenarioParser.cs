using Watchdog.Simulator.Account;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>Reads a scenario file from top to bottom. The first thing that is wrong ends it.</summary>
internal static class ScenarioParser
{
    private static readonly string[] Keys =
    [
        "name", "description", "seed", "duration", "account", "watchdog", "cloudwatch", "clock",
        "queues", "tables", "streams", "buckets", "topics", "rules", "functions", "mappings", "triggers", "traffic", "changes", "operator", "faults", "expect",
    ];

    private const long DefaultSeed = 1;
    private static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountSettings DefaultAccount = new(1000, 300);
    private static readonly CloudWatchDelay DefaultDelay = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    /// <param name="readBeside">Gives the text of a file whose path counts from the scenario's; null when the scenario is no file.</param>
    public static Scenario Parse(string yaml, string file, Func<string, string>? readBeside)
    {
        var root = Load(yaml, file);
        var map = root.Map(Keys);
        var name = map.Require("name").Text();
        var length = map.Require("duration");
        var end = length.Duration(TimeSpan.FromMinutes(1), Limits.LongestScenario);
        if (end.Ticks % TimeSpan.TicksPerMinute != 0) throw length.Error($"{length.Text()} must be whole minutes");

        var names = new Names();
        var queues = Items(map, "queues").Select(v => (Value: v, Queue: QueueSection.Read(v, names))).ToList();
        List<ScenarioStream> streams =
        [
            .. Items(map, "tables").Select(v => StreamSection.ReadTable(v, names)),
            .. Items(map, "streams").Select(v => StreamSection.ReadStream(v, names)),
        ];
        List<ScenarioPushSource> pushSources =
        [
            .. Items(map, "buckets").Select(v => PushSection.Read(v, names, PushKind.Bucket)),
            .. Items(map, "topics").Select(v => PushSection.Read(v, names, PushKind.Topic)),
            .. Items(map, "rules").Select(v => PushSection.Read(v, names, PushKind.Rule)),
        ];
        var functions = Items(map, "functions").Select(v => (Value: v, Function: FunctionSection.Read(v, names))).ToList();
        var mappings = Mappings(map, names);
        var account = SettingsSection.Account(map.Find("account"), DefaultAccount);
        CheckReservations(map, functions.Sum(f => (long)(f.Function.ReservedConcurrency ?? 0)), account.Concurrency);
        queues = [.. queues.Select(q => (q.Value, q.Queue with { DeadLetter = QueueSection.DeadLetter(new YamlMap(q.Value), names, q.Queue.Name) }))];
        var deadLetters = queues.Select(q => q.Queue.DeadLetter?.Queue).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new Scenario
        {
            Name = name,
            Description = map.Find("description")?.Text() ?? "",
            Seed = map.Find("seed")?.Integer(0, long.MaxValue) ?? DefaultSeed,
            Duration = end,
            Start = SettingsSection.Start(map.Find("clock")) ?? DefaultStart,
            Account = account,
            Watchdog = SettingsSection.Watchdog(map.Find("watchdog")),
            CloudWatch = SettingsSection.CloudWatch(map.Find("cloudwatch"), DefaultDelay),
            Queues = [.. queues.Select(q => q.Queue)],
            Streams = streams,
            PushSources = pushSources,
            Triggers = [.. Items(map, "triggers").Select(v => PushSection.ReadTrigger(v, names))],
            Functions = [.. functions.Select(f => WithNames(f.Function, new YamlMap(f.Value), names))],
            Mappings = mappings,
            Traffic = [.. Items(map, "traffic").Select(v => TrafficSection.Read(v, names, end, readBeside))],
            Changes = [.. Items(map, "changes").Select(v => ChangeSection.Read(v, names, end, mappings, deadLetters)).OrderBy(c => c.At)],
            Operator = [.. Items(map, "operator").Select(v => SettingsSection.OperatorAct(v, end)).OrderBy(a => a.At)],
            Faults = [.. Items(map, "faults").Select(v => FaultSection.Read(v, end))],
            Expectations = [.. Items(map, "expect").Select(v => ExpectationSection.Read(v, names, end))],
        };
    }

    private static void CheckReservations(YamlMap map, long reserved, int concurrency)
    {
        if (reserved > 0 && concurrency - reserved < SimulatedAccount.MinimumUnreserved)
        {
            throw map.Require("functions").Error(
                $"they reserve {reserved} of {concurrency} concurrent executions; at least {SimulatedAccount.MinimumUnreserved} must remain unreserved");
        }
    }

    private static List<ScenarioMapping> Mappings(YamlMap map, Names names)
    {
        var mappings = new List<ScenarioMapping>();
        foreach (var value in Items(map, "mappings"))
        {
            var mapping = MappingSection.Read(value, names);
            if (mappings.Any(m => m.Source == mapping.Source && m.Function == mapping.Function))
                throw value.Error($"there is already a mapping from '{mapping.Source}' to '{mapping.Function}'");
            mappings.Add(mapping);
        }

        return mappings;
    }

    private static ScenarioFunction WithNames(ScenarioFunction function, YamlMap map, Names names) => function with
    {
        Behaviour = function.Behaviour with { Writes = FunctionSection.Writes(map, names) ?? [] },
        MayWrite = FunctionSection.MayWrite(map, names) ?? [],
        OnFailure = map.Find("onFailure") is { } queue ? names.Queue(queue) : null,
    };

    private static IEnumerable<YamlValue> Items(YamlMap map, string key) => map.Find(key)?.Items() ?? [];

    private static YamlValue Load(string yaml, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            throw YamlValue.At(file, Math.Max(1, e.Start.Line), "yaml", e.Message);
        }

        return stream.Documents switch
        {
            [var only] => new YamlValue(file, "", only.RootNode),
            [] => throw YamlValue.At(file, 1, "yaml", "the file is empty"),
            _ => throw YamlValue.At(file, stream.Documents[1].RootNode.Start.Line, "yaml", "the file must hold one document"),
        };
    }
}
