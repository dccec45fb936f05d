using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Simulate;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_worked_example_meets_its_expectations_and_its_report_is_the_same_to_the_byte_each_time()
    {
        var first = await Tool.CliAsync("simulate", "slow-processor", "--json", _folder.File("first.json"));
        var second = await Tool.CliAsync("simulate", "slow-processor", "--json", _folder.File("second.json"));

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Equal(first.Output, second.Output);
        var bytes = await ReadAsync("first.json");
        Assert.Equal(bytes, await ReadAsync("second.json"));
        AssertIsReport(JsonNode.Parse(bytes)!);
    }

    [Fact]
    public async Task An_expectation_that_is_not_met_makes_exit_code_1_and_the_report_says_which()
    {
        var file = _folder.Write(
            "calm.yaml",
            """
            name: calm
            description: too little happens for what is expected
            seed: 1
            duration: 6m
            queues: [ { name: work, visibilityTimeout: 60s } ]
            functions: [ { name: worker, timeout: 10s, duration: { p50: 100ms } } ]
            mappings: [ { source: work, function: worker } ]
            traffic: [ { to: work, rate: [ { at: 0m, rate: 1/s } ] } ]
            expect:
              - { never: trip }
              - { symptom: Throttled, resource: worker, from: 1m, within: 3m }
            """);

        var ended = await Tool.CliAsync("simulate", file, "--json", _folder.File("report.json"));

        Assert.Equal((1, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("UNMET  Throttled worker from 1m within 3m", ended.Output, StringComparison.Ordinal);
        var expectations = JsonNode.Parse(await ReadAsync("report.json"))!["expectations"]!.AsArray();
        Assert.Equal([true, false], expectations.Select(e => (bool)e!["met"]!));
    }

    private Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(_folder.File(name), TestContext.Current.CancellationToken);

    /// <summary>Each member that the report has to have, in order, and what the worked example has in it.</summary>
    private static void AssertIsReport(JsonNode report)
    {
        AssertMembers(report, "scenario", "minutes", "incidents", "actions", "notifications", "circuits", "usage", "expectations", "invocationsDuringLoop");
        Assert.Equal("slow-processor", (string)report["scenario"]!);
        Assert.Equal(40, (int)report["minutes"]!);
        var incidents = report["incidents"]!.AsArray();
        Assert.Equal(["Backpressure work", "Throttled process-work"], incidents.Select(i => $"{i!["symptom"]} {i["resource"]}").Order(StringComparer.Ordinal));
        Assert.All(incidents, i => AssertMembers(i!, "symptom", "resource", "firedAt", "resolvedAt", "severity", "cause"));
        Assert.Empty(report["actions"]!.AsArray());
        Assert.Empty(report["circuits"]!.AsArray());
        Assert.NotEmpty(report["notifications"]!.AsArray());
        Assert.All(report["notifications"]!.AsArray(), n => AssertMembers(n!, "at", "subject", "incidents"));
        AssertMembers(report["usage"]!, "usdPerMonth", "calls");
        var metrics = report["usage"]!["calls"]!["monitoring:GetMetricData"]!;
        AssertMembers(metrics, "calls", "metrics");
        Assert.True((int)metrics["metrics"]! >= (int)metrics["calls"]! && (int)metrics["calls"]! > 0);
        Assert.Equal(5, report["expectations"]!.AsArray().Count);
        Assert.All(report["expectations"]!.AsArray(), e => AssertMembers(e!, "expect", "met", "delay"));
        Assert.All(report["expectations"]!.AsArray(), e => Assert.True((bool)e!["met"]!));
        Assert.Equal(0, (int)report["invocationsDuringLoop"]!);
    }

    private static void AssertMembers(JsonNode node, params string[] names) => Assert.Equal(names, node.AsObject().Select(p => p.Key));
}
