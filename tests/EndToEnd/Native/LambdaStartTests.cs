using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>What `sam build` deploys, started as Lambda starts it and given the events that the repository has for trying it out.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed partial class LambdaStartTests(NativeExecutable native, StandingAccount account) : IClassFixture<StandingAccount>
{
    /// <summary>
    /// What an operator may do with orders, one after the other, each file of events/ at least once: how the answer begins, and the reserved
    /// concurrency that orders has then, which is 7 while nobody holds it.
    /// </summary>
    private static readonly (string Event, string Answer, int Reserved)[] OperatorsDay =
    [
        ("status", "No circuit is held.", 7),
        ("history", "The breaker has changed nothing yet.", 7),
        ("contain", "The circuit of orders is contained.", 1),
        ("status-of-one", "1 circuit(s) held.", 1),
        ("trip", "The circuit of orders is open.", 1),
        ("reset", "The circuit of orders is closed.", 7),
        ("trip", "The circuit of orders is open.", 1),
        ("reconcile", "The account is as the circuits say.", 1),
        ("reset-all", "The circuit of orders is closed.", 7),
        ("trip", "The circuit of orders is open.", 1),
        ("probe", "The circuit of orders is half-open.", 1),
        ("trip", "The circuit of orders is open.", 1),
        ("escalate", "The circuit of orders is open.", 1),
        ("reset", Refused + "The loop is still there: the last probe of orders was ended at ", 1),
        ("reset-force", "The circuit of orders is closed.", 7),
        ("reset-all-force", "All circuits are closed: nothing to restore.", 7),
        ("history-of-one", "10 transition(s), newest first.", 7),
    ];

    private const string Refused = "refused: ";

    [Fact]
    public void Every_function_of_the_template_is_started_by_one_of_these_tests() =>
        Assert.Equal(
            ["CircuitBreaker", "ConfigurationWatcher", "FunctionWatcher", "QueueWatcher", "RecursionWatcher"],
            account.Stack.Select(f => f.LogicalId).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("FunctionWatcher")]
    [InlineData("QueueWatcher")]
    [InlineData("RecursionWatcher")]
    [InlineData("ConfigurationWatcher")]
    public async Task A_watcher_judges_the_minute_of_its_event_and_logs_and_measures_that_it_did(string watcher)
    {
        await using var function = await StartedFunction.StartAsync(native, account, watcher);

        var posted = await function.InvokeAsync($"{watcher}.json");
        await function.InvokeAsync($"{watcher}.json");
        var libraries = LoadedLibraries(function.Process.Id);
        await function.Process.KillAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("response", ""), (posted.Operation, posted.Body));
        var lines = function.Process.Output.Split('\n');
        var judged = Assert.Single(lines, l => l.StartsWith($"Information {watcher} judged 2026-01-05 09:10: ", StringComparison.Ordinal));
        var measured = lines.Where(l => l.StartsWith("{\"_aws\":", StringComparison.Ordinal)).ToList();
        AssertMeasured(measured[0], watcher, Numbers().Match(judged));
        // Beside the tick's own, RecursionWatcher's count of circuits; that of resources in trouble has no points while there are none.
        Assert.Equal(watcher == "RecursionWatcher" ? [0] : [], measured.Skip(1).Select(m => (int?)JsonNode.Parse(m)!["CircuitsNotClosed"]));
        // The second time it was the same event, which EventBridge may deliver twice.
        Assert.Contains($"Information {watcher} had judged 2026-01-05 09:10 or a later minute before; nothing was done", lines);
        Assert.Equal("", function.Process.Error);
        Assert.Contains("libcrypto.so.3", libraries);
        Assert.Superset(libraries, ArtifactTests.LibrariesOfAmazonLinux);
    }

    [Fact]
    public async Task The_breaker_answers_each_of_the_operator_s_events_and_does_what_it_says()
    {
        await using var function = await StartedFunction.StartAsync(native, account, "CircuitBreaker");

        foreach (var (name, expected, reserved) in OperatorsDay)
        {
            var posted = await function.InvokeAsync($"CircuitBreaker-{name}.json");

            Assert.Equal("response", posted.Operation);
            var answer = JsonNode.Parse(posted.Body)!;
            Assert.StartsWith(expected, (bool)answer["ok"]! ? (string)answer["message"]! : Refused + answer["error"], StringComparison.Ordinal);
            Assert.Equal((name, reserved), (name, await account.ReservedConcurrencyOfOrdersAsync()));
        }

        await function.Process.KillAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", function.Process.Error);
        Assert.Equal(OperatorsDay.Length, function.Process.Output.Split('\n').Count(l => l.Contains(" Breaker", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_operator_s_events_are_all_there_are() =>
        Assert.Equal(
            Directory.GetFiles(StartedFunction.Events, "CircuitBreaker-*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal),
            OperatorsDay.Select(e => $"CircuitBreaker-{e.Event}").Distinct().Order(StringComparer.Ordinal));

    /// <summary>The document makes CloudWatch metrics of the same numbers that the log line tells.</summary>
    private static void AssertMeasured(string line, string watcher, Match numbers)
    {
        var document = JsonNode.Parse(line)!;
        var directive = Assert.Single(document["_aws"]!["CloudWatchMetrics"]!.AsArray())!;
        Assert.Equal("Watchdog", (string)directive["Namespace"]!);
        Assert.Equal(["Service", "Watcher"], Assert.Single(directive["Dimensions"]!.AsArray())!.AsArray().Select(d => (string)d!));
        Assert.Equal(["Ticks", "Findings", "InsufficientData", "MessagesSent", "ApiCost"], directive["Metrics"]!.AsArray().Select(m => (string)m!["Name"]!));
        Assert.Equal(("watchdog", watcher, 1), ((string)document["Service"]!, (string)document["Watcher"]!, (int)document["Ticks"]!));
        Assert.True((double)document["ApiCost"]! > 0);
        Assert.True(numbers.Success);
        Assert.Equal(
            numbers.Groups.Values.Skip(1).Select(g => g.Value),
            new[] { "Findings", "InsufficientData", "MessagesSent" }.Select(name => document[name]!.ToJsonString()));
    }

    /// <summary>The file names of the shared libraries that a process has in its memory, whether it was started with them or loaded them later.</summary>
    private static HashSet<string> LoadedLibraries(int process) =>
    [
        .. File.ReadLines($"/proc/{process}/maps")
            .Select(line => Path.GetFileName(line.Split(' ')[^1]))
            .Where(name => name.Contains(".so", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"(\d+) findings, (\d+) without enough data, (\d+) messages sent, \d+ ms$")]
    private static partial Regex Numbers();
}
