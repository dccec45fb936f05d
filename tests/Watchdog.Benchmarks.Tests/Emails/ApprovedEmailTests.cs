using Watchdog.Benchmarks.Breaker;
using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Benchmarks.InProcess;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.Tests.Emails;

/// <summary>
/// The first e-mail of each symptom, as an operator gets it, beside the text that somebody has read and approved. Where it differs, the text
/// that came is put beside the approved one; read it, and rename it if it is better.
/// </summary>
public class ApprovedEmailTests
{
    [Theory]
    [InlineData("Backpressure", "Backpressure/slower-after-deployment")]
    [InlineData("Throttled", "Throttled/hog-takes-the-pool")]
    [InlineData("ErrorStall", "ErrorStall/two-hundred-a-second")]
    [InlineData("Recovered", "ErrorStall/two-hundred-a-second")]
    [InlineData("PoisonMessages", "PoisonMessages/spoils-its-batch")]
    [InlineData("DeadLetters", "DeadLetters/sent-there-by-the-code")]
    [InlineData("RecursiveLoop", "RecursiveLoop/queue-doubles-itself")]
    [InlineData("InFunctionLoop", "InFunctionLoop/stalls-its-queue")]
    [InlineData("DownstreamUnavailable", "DownstreamUnavailable/payments-slow")]
    [InlineData("UnintendedVersion", "UnintendedVersion/provisioned-but-not-used")]
    [InlineData("StreamLag", "StreamLag/one-poisonous-record")]
    [InlineData("ConcurrencyExhaustion", "ConcurrencyExhaustion/climbing-towards-a-thousand")]
    [InlineData("Misconfiguration", "Misconfiguration/visibility-below-the-timeout")]
    public async Task The_email_reads_as_approved(string symptom, string scenario)
    {
        var message = await FirstAsync(symptom, scenario);
        Assert.True(message.Subject!.Length <= 100 && message.Subject.All(c => c is >= ' ' and <= '~'), message.Subject);
        Approve(symptom, $"{message.Subject}\n\n{message.Email}");
    }

    [Theory]
    [InlineData("RecursiveLoop", "Contained")]
    [InlineData("Recovered", "Released")]
    public async Task What_is_tried_and_given_back_is_told_as_approved(string symptom, string name)
    {
        var message = await FirstAsync(symptom, "Quiet/organic-step-with-a-broad-role");
        Approve(name, $"{message.Subject}\n\n{message.Email}");
    }

    [Theory]
    [InlineData("Opened", "loop-queue-busy-1s-gain-2")]
    [InlineData("OpenedTopic", "loop-topic-busy-1s-gain-2")]
    public async Task A_circuit_that_a_trial_opened_is_told_with_what_was_measured_as_approved(string name, string loop)
    {
        var yaml = LoopCatalog.All.Single(l => l.Name == loop).Yaml(Protection.Watchdog, "confirm", seed: 1);
        var message = await FirstAsync(Scenario.Parse(yaml, loop), m => m.Subject!.StartsWith("[Watchdog] CRITICAL RecursiveLoop", StringComparison.Ordinal));
        Approve(name, $"{message.Subject}\n\n{message.Email}");
    }

    [Fact]
    public void The_daily_reminder_of_an_open_circuit_reads_as_approved()
    {
        var opened = new DateTimeOffset(2026, 1, 5, 9, 33, 0, TimeSpan.Zero);
        var now = opened.AddDays(2);
        var held = new HeldCircuit(new Circuit(
            "enrich-order", CircuitState.Open, opened,
            [new RecordedMapping("mapping-1", "arn:aws:sqs:us-east-1:123456789012:orders", "enrich-order", Enabled: true, null, IsProvisioned: false, null)],
            "CircuitBreaker", "What enrich-order lets through comes back: it feeds itself.", Applied: true, 7))
        {
            Evidence =
            [
                "While nothing was let through, 3 messages/min arrived at the trigger of enrich-order; before it were 2,632/min.",
                "With 480 messages/min let through, each brought back 1.98 (give or take 0.05): 1 or more keeps a loop going, outside traffic brings back nothing.",
            ],
            Waiting = [new WaitingSource("queue orders", 8_420, opened.AddDays(4))],
            Path = "enrich-order -> queue orders -> enrich-order",
        };
        var finding = HeldLoop.Held(held, new WatchdogStack("watchdog", "watchdog-CircuitBreaker"), now);
        var incident = new Incident(
            "RecursionWatcher", IncidentState.Firing, opened, 1, 1, now, finding, null, null, opened, opened, null, NotificationReason.Repeated, 9);
        var message = NotificationComposer.Compose(incident, [], NotificationReason.Repeated, new MessageContext("123456789012", "us-east-1"), now);
        Approve("Reminder", $"{message.Subject}\n\n{message.Text}");
    }

    private static Task<PublishedMessage> FirstAsync(string symptom, string name) =>
        FirstAsync(Suite.Load(Suite.Files.Single(file => Suite.NameOf(file) == name)), m => m.Attributes["symptom"] == symptom);

    private static async Task<PublishedMessage> FirstAsync(Scenario scenario, Func<PublishedMessage, bool> isWanted)
    {
        await using var account = new InProcessAccount(scenario);
        for (var minute = 0; minute < scenario.Duration.TotalMinutes; minute++)
        {
            await account.AdvanceMinuteAsync(TestContext.Current.CancellationToken);
            if (account.Messages.FirstOrDefault(isWanted) is { } message)
                return message;
        }
        throw new InvalidOperationException($"{scenario.Name} brings no such message.");
    }

    private static void Approve(string name, string text)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Suite.Folder)!, "Watchdog.Benchmarks.Tests", "Emails", "Approved");
        var (approved, received) = (Path.Combine(folder, $"{name}.txt"), Path.Combine(folder, $"{name}.received.txt"));
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Fail($"The e-mail of {name} is not the approved one; compare {received} with {approved}.");
    }
}
