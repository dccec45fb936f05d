using System.Text.Json;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Notifications;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Text;

namespace Watchdog.Core.Tests.Notifications;

public class NotificationTests
{
    private static readonly MessageContext Context = new("123456789012", "us-east-1");

    private static readonly Incident Throttle = Given.Firing(
        Symptom.Throttled, ResourceId.Function("orders"), "FunctionWatcher", Cause.Limit(Cause.AccountConcurrency, "The pool is used up."));

    private static readonly Incident Backlog = Given.Firing(
        Symptom.Backpressure, ResourceId.Queue("work"), "QueueWatcher", Cause.Of(ResourceId.Function("orders"), "It is slow."));

    private static Core.Ports.Notification Compose(Incident incident, NotificationReason reason, params Incident[] effects) =>
        NotificationComposer.Compose(incident, effects, reason, Context, Given.AtMinute(7));

    [Fact]
    public void An_email_says_what_since_when_how_bad_why_and_what_to_do() =>
        Assert.Equal(
            """
            Warning: Throttled on function orders.

            Throttled of function/orders.

            Resource  function/orders in account 123456789012, us-east-1
            Since     2026-01-05 09:00 UTC
            Cause     The pool is used up.

            Numbers
              rate  13 messages/min

              points, 09:00 to 09:04 UTC, highest 4
              ▃▅ █

            Its effects
              - Backpressure on queue/work: Backpressure of queue/work.

            What to do
              1. Do this.
              2. Then that.

            Console   https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions/orders?tab=monitoring

            """,
            Compose(Throttle, NotificationReason.Fired, Backlog).Text);

    [Fact]
    public void A_resolved_incident_says_how_long_it_lasted_and_asks_for_nothing()
    {
        var over = Throttle with { State = IncidentState.Resolved, ResolvedAt = Given.AtMinute(7) };
        var text = Compose(over, NotificationReason.Resolved).Text;
        Assert.Contains("Until     2026-01-05 09:07 UTC, after 7 min", text, StringComparison.Ordinal);
        Assert.DoesNotContain("What to do", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovery_is_told_in_its_own_words()
    {
        var stall = Given.Firing(Symptom.ErrorStall, ResourceId.Queue("work"), "QueueWatcher") with
        {
            Resolution = Given.Finding(Symptom.Recovered, ResourceId.Queue("work"), severity: Severity.Info),
        };
        var message = Compose(stall, NotificationReason.Resolved);
        Assert.Equal("[Watchdog] RECOVERED ErrorStall: queue work", message.Subject);
        Assert.Equal(Severity.Info, message.Severity);
        Assert.Contains("Recovered of queue/work.", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_never_exceeds_what_SNS_takes()
    {
        var incident = Given.Firing(Symptom.Backpressure, ResourceId.Queue(new string('q', 80) + "é"), "QueueWatcher");
        var subject = Compose(incident, NotificationReason.Repeated).Subject;
        Assert.Equal(100, subject.Length);
        Assert.All(subject, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void The_JSON_names_the_incident_first_and_its_effects_after_it()
    {
        using var json = JsonDocument.Parse(Compose(Throttle, NotificationReason.Fired, Backlog).Json);
        Assert.Equal("fired", json.RootElement.GetProperty("reason").GetString());
        Assert.Equal("account-concurrency", json.RootElement.GetProperty("cause").GetString());
        Assert.Equal(
            ["function/orders", "queue/work"], json.RootElement.GetProperty("incidents").EnumerateArray().Select(i => i.GetProperty("resource").GetString()!));
    }

    [Fact]
    public void The_JSON_carries_what_somebody_needs_who_gets_it_from_many_accounts()
    {
        var message = Compose(Throttle, NotificationReason.Repeated, Backlog);
        using var json = JsonDocument.Parse(message.Json);
        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
        Assert.Equal(
            ["repeated", "Throttled/function/orders", "Throttled", "function/orders", "arn:aws:lambda:us-east-1:123456789012:function:orders", "warning",
                "2026-01-05T09:00:00Z", "Throttled of function/orders.", "123456789012", "us-east-1"],
            new[] { "reason", "key", "symptom", "resource", "arn", "severity", "since", "summary", "account", "region" }.Select(Text));
        Assert.StartsWith("https://us-east-1.console.aws.amazon.com/lambda/", Text("console"), StringComparison.Ordinal);
        Assert.Equal(
            (NotificationReason.Repeated, Given.AtMinute(7), "arn:aws:lambda:us-east-1:123456789012:function:orders"),
            (message.Reason, message.At, message.ResourceArn));
    }

    [Theory]
    [InlineData(ResourceKind.Queue, "work", "arn:aws-cn:sqs:us-east-1:123456789012:work")]
    [InlineData(ResourceKind.EventSourceMapping, "a-b", "arn:aws-cn:lambda:us-east-1:123456789012:event-source-mapping:a-b")]
    [InlineData(ResourceKind.Stream, "clicks", "arn:aws-cn:kinesis:us-east-1:123456789012:stream/clicks")]
    [InlineData(ResourceKind.Table, "orders", "arn:aws-cn:dynamodb:us-east-1:123456789012:table/orders")]
    [InlineData(ResourceKind.Topic, "alerts", "arn:aws-cn:sns:us-east-1:123456789012:alerts")]
    [InlineData(ResourceKind.Rule, "shop/placed", "arn:aws-cn:events:us-east-1:123456789012:rule/shop/placed")]
    [InlineData(ResourceKind.Bucket, "uploads", "arn:aws-cn:s3:::uploads")]
    [InlineData(ResourceKind.Account, "account", null)]
    [InlineData(ResourceKind.Dependency, "payments.example", null)]
    public void A_resource_has_the_ARN_of_its_kind(ResourceKind kind, string name, string? arn) =>
        Assert.Equal(arn, (Context with { Partition = "aws-cn" }).ArnOf(new ResourceId(kind, name)));

    [Fact]
    public void A_command_is_never_broken_over_lines()
    {
        var finding = Given.Finding(Symptom.ErrorStall, ResourceId.Queue("work")) with
        {
            Remedies = [$"Do what it takes and then put everything back as it was before: {OperatorCommandLine.For("watchdog-CircuitBreaker", OperatorAction.Reset, "orders")}"],
        };
        var text = Compose(Throttle with { Finding = finding }, NotificationReason.Fired).Text;
        Assert.Contains(OperatorCommandLine.For("watchdog-CircuitBreaker", OperatorAction.Reset, "orders"), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, "40 s")]
    [InlineData(720, "12 min")]
    [InlineData(12_000, "3 h 20 min")]
    [InlineData(187_200, "2 d 4 h")]
    public void Durations_are_said_in_the_unit_that_fits(double seconds, string expected) =>
        Assert.Equal(expected, Say.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.4, "0.4")]
    [InlineData(9, "9")]
    [InlineData(12.4, "12")]
    [InlineData(4_210, "4,210")]
    public void Numbers_are_said_with_the_digits_that_matter(double value, string expected) => Assert.Equal(expected, Say.Number(value));
}
