using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Moto;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

/// <summary>
/// The commands in the stack's outputs, as a person pastes them into a shell. The outputs are those that moto's CloudFormation resolves; what asks the
/// breaker is run against an account in which the breaker runs, and all else against moto.
/// </summary>
public sealed class OutputCommandTests
{
    private const string Function = "process-order";

    /// <summary>In an order in which each can be carried out.</summary>
    private static readonly string[] s_breaker =
    [
        "StatusCommand", "ContainCommand", "ResetCommand", "TripCommand", "EscalateCommand", "ProbeCommand", "ResetForceCommand", "ResetAllCommand",
        "ResetAllForceCommand", "ReconcileCommand", "HistoryCommand",
    ];

    private static readonly string[] s_others = ["SubscribeCommand", "AlarmsCommand", "LogsCommand", "RemoveCommand"];

    private static readonly string[] s_noCommands = ["NotificationTopicArn", "StateTableName", "CircuitBreakerFunction", "DashboardUrl"];

    [Fact]
    public async Task Each_command_for_the_breaker_is_carried_out()
    {
        await using var stack = await MotoStack.CreateAsync();
        var outputs = await stack.OutputsAsync();
        Assert.Equal(s_breaker.Concat(s_others).Concat(s_noCommands).Order(StringComparer.Ordinal), outputs.Keys.Order(StringComparer.Ordinal));

        await using var account = await RunningAccount.StartAsync("quiet-day", 120, TestContext.Current.CancellationToken);
        foreach (var name in s_breaker)
        {
            var ended = await Tool.JudgeAsync("sh", ["-c", outputs[name].Replace("FUNCTION", Function, StringComparison.Ordinal)], account.Environment);
            Assert.True(ended.ExitCode == 0, $"{name}: {ended.Error}");
            var answer = FirstOf(ended.Output);
            Assert.True((bool)answer["ok"]!, $"{name}: {answer.ToJsonString()}");
            if (name is "TripCommand")
                Assert.Equal(("open", Function), ((string?)answer["circuits"]![0]!["state"], (string?)answer["circuits"]![0]!["function"]));
            if (name is "HistoryCommand")
                Assert.Superset(
                    new HashSet<string> { "contain", "reset", "trip", "escalate", "probe" }, answer["history"]!.AsArray().Select(h => (string)h!["action"]!).ToHashSet());
        }
    }

    [Fact]
    public async Task The_commands_for_all_else_do_what_they_say()
    {
        await using var stack = await MotoStack.CreateAsync();
        var outputs = await stack.OutputsAsync();
        await StackTests.PutAlarmsAsync(stack);
        await LogAsync(stack, "The last tick found nothing.");

        await RunAsync("SubscribeCommand", "ADDRESS", "on-call@example.com");
        var subscribed = await stack.Moto.AwsAsync("sns", "list-subscriptions-by-topic", "--topic-arn", outputs["NotificationTopicArn"]);
        Assert.Equal("on-call@example.com", (string?)Assert.Single(subscribed["Subscriptions"]!.AsArray())!["Endpoint"]);

        var alarms = (await RunAsync("AlarmsCommand")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(stack.Values.Resources("AWS::CloudWatch::Alarm").Count, alarms.Length);
        Assert.Contains(alarms, a => a.EndsWith("\twatchdog-RecursionWatcher-stopped", StringComparison.Ordinal));

        Assert.Contains("The last tick found nothing.", await RunAsync("LogsCommand"), StringComparison.Ordinal);
        Assert.EndsWith("#dashboards/dashboard/watchdog", outputs["DashboardUrl"], StringComparison.Ordinal);
        await stack.Moto.AwsAsync("cloudwatch", "get-dashboard", "--dashboard-name", "watchdog");
        // RemoveCommand is run where what it leaves is looked at.

        async Task<string> RunAsync(string output, string placeholder = "none", string value = "none")
        {
            var ended = await Tool.JudgeAsync("sh", ["-c", outputs[output].Replace(placeholder, value, StringComparison.Ordinal)], StackTests.EnvironmentOf(stack));
            Assert.True(ended.ExitCode == 0, ended.Error);
            return ended.Output;
        }
    }

    private static async Task LogAsync(MotoStack stack, string line)
    {
        var group = "/aws/lambda/watchdog-RecursionWatcher";
        await stack.Moto.AwsAsync("logs", "create-log-stream", "--log-group-name", group, "--log-stream-name", "one");
        // The command asks for the last quarter of an hour of the machine's own clock.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await stack.Moto.AwsAsync(
            "logs", "put-log-events", "--log-group-name", group, "--log-stream-name", "one",
            "--log-events", new JsonArray(new JsonObject { ["timestamp"] = now, ["message"] = line }).ToJsonString());
    }

    /// <summary>The answer, which the CLI writes to standard output before what it says about the invocation.</summary>
    private static JsonNode FirstOf(string output)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output), new JsonReaderOptions { AllowMultipleValues = true });
        Assert.True(reader.Read(), output);
        return JsonNode.Parse(ref reader)!;
    }
}
