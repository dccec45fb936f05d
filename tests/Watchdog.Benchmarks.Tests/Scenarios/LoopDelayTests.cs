using Watchdog.Benchmarks.InProcess;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.Scenarios;

/// <summary>How soon a loop is contained, whatever it goes through: each turn costs money, and a loop saturates within seconds.</summary>
public class LoopDelayTests
{
    private const int Onset = 30;

    public static TheoryData<string, double, string, string> Loops
    {
        get
        {
            var loops = new TheoryData<string, double, string, string>();
            foreach (var source in (string[])["queue", "stream", "table", "bucket"])
                foreach (var gain in (double[])[1, 1.2, 2, 10])
                    foreach (var turn in (string[])["100ms", "1s", "10s"])
                        foreach (var usual in (string[])["10/m", "10/s"])
                            loops.Add(source, gain, turn, usual);
            return loops;
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_loop_is_contained_within_three_minutes_over_a_queue_and_four_over_others(string source, double gain, string turn, string usual)
    {
        var scenario = Scenario.Parse(Yaml(source, gain, turn, usual), "loop.yaml", _ => throw new InvalidOperationException());
        await using var account = new InProcessAccount(scenario);
        int? contained = null;
        for (var minute = 1; minute <= Onset + 12 && contained is null; minute++)
        {
            await account.AdvanceMinuteAsync(TestContext.Current.CancellationToken);
            var incidents = await account.ReadIncidentsAsync(TestContext.Current.CancellationToken);
            if (incidents.Any(i => i.Finding is { Stage: "contained" or "open" }))
                contained = minute;
        }
        Assert.NotNull(contained);
        Assert.InRange(contained.Value, Onset, Onset + (source == "queue" ? 3 : 4));
    }

    private static string Yaml(string source, double gain, string turn, string usual)
    {
        // Enough for ten times the usual traffic: a stream that was full before cannot take more.
        var shards = turn == "10s" && usual == "10/s" ? 200 : 40;
        return $$"""
        name: loop
        description: a loop through a {{source}} of gain {{gain}} begins at minute {{Onset}}
        seed: 7
        duration: 45m
        account: { concurrency: 1000 }
        {{source switch
        {
            "queue" => "queues: [ { name: source, visibilityTimeout: 180s, retention: 4d } ]",
            "stream" => $"streams: [ {{ name: source, shards: {shards} }} ]",
            "table" => $"tables: [ {{ name: source, shards: {shards} }} ]",
            _ => "buckets: [ { name: source } ]",
        }}}
        functions:
          - name: work
            timeout: 60s
            memory: 256
            duration: { p50: {{turn}}, p99: {{(turn == "100ms" ? "300ms" : turn == "1s" ? "2s" : "15s")}} }
            environment: { TARGET: source }
            mayWrite: [ source ]
          - { name: api, timeout: 10s, memory: 128, duration: { p50: 50ms } }
        {{source switch
        {
            "bucket" => "triggers: [ { source: source, function: work } ]",
            "queue" => "mappings: [ { source: source, function: work, batchSize: 1 } ]",
            _ => "mappings: [ { source: source, function: work, batchSize: 10 } ]",
        }}}
        traffic:
          - { to: source, rate: {{usual}} }
          - { to: api, rate: 20/m }
        changes:
          - { at: {{Onset}}m, function: work, deploy: true, writes: [ { to: source, perMessage: {{gain.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)}} } ] }
        expect: [ { never: UnintendedVersion } ]
        """;
    }
}
