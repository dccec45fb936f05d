using System.Collections.Immutable;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.TestUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Removal;
using Watchdog.Core.Resources;
using Watchdog.Core.Topology;
using Watchdog.Functions.CloudFormation;
using Watchdog.Functions.Handlers;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Tests.Support;

/// <summary>Short ways to say what a test is given.</summary>
internal static class Given
{
    public static DateTimeOffset Nine { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static Settings Settings { get; } = new(
        "watchdog", "watchdog-state", "arn:aws:sns:us-east-1:123456789012:watchdog", "watchdog-CircuitBreaker", BreakerMode.Confirm, AutoProbe: false, "us-east-1");

    public static DateTimeOffset AtMinute(int minute) => Nine.AddMinutes(minute);

    public static TestLambdaContext Context(string function = "QueueWatcher") => new()
    {
        FunctionName = $"watchdog-{function}",
        InvokedFunctionArn = $"arn:aws:lambda:us-east-1:123456789012:function:watchdog-{function}",
        RemainingTime = TimeSpan.FromMinutes(1),
    };

    public static CircuitBreakerFunction CircuitBreaker(
        FakeAccount account, FakeState state, FakeAlarms alarms, FakeCloudFormation cloudFormation, TimeProvider clock)
    {
        var desk = new OperatorDesk(
            Settings.WatchdogStack, account, new TopologyBuilder(account), new PushTriggerReader(account, account), state,
            new TriggerControls(account, account, account), new Trials(account, account), BreakerOptions.Default);
        var removal = new StackRemoval(desk, alarms, state);
        var stack = new StackDesk(removal, new StackResponses(new HttpClient(cloudFormation), clock), Settings, clock);
        return new CircuitBreakerFunction(desk, removal, stack, clock, NullLogger<CircuitBreakerFunction>.Instance);
    }

    public static ScheduledEvent Scheduled(DateTimeOffset time) => new() { Time = time.UtcDateTime };

    public static Function Function(string name) => new(
        name, $"arn:aws:lambda:us-east-1:123456789012:function:{name}", $"arn:aws:iam::123456789012:role/{name}", TimeSpan.FromSeconds(60), 256,
        Nine.AddDays(-30), ImmutableDictionary<string, string>.Empty);

    public static Queue Queue(string name) => new(
        name, $"arn:aws:sqs:us-east-1:123456789012:{name}", $"https://sqs.us-east-1.amazonaws.com/123456789012/{name}", TimeSpan.FromSeconds(180),
        TimeSpan.FromDays(4), Fifo: false, Redrive: null);

    public static EventSourceMapping Mapping(string queue, string function) => new(
        $"mapping-{function}", Queue(queue).Arn, function, null, "Enabled", 10, TimeSpan.Zero, MaximumConcurrency: 50, PartialBatchResponses: false);

    public static Finding Finding(Symptom symptom, ResourceId resource) => new(
        symptom, resource, Nine, Severity.Warning, $"{symptom} of {resource}.", [], Cause.Unknown("The cause is not known."), ["Do this."], Deciding: null);

    /// <summary>An incident that was told and has been clean for two ticks: one more, and it is over.</summary>
    public static Incident NearlyOver(Symptom symptom, ResourceId resource, string watcher, DateTimeOffset judgedAt) => new(
        watcher, IncidentState.Firing, Nine, Ticks: 0b100, TickCount: 3, judgedAt, Finding(symptom, resource), Resolution: null, Parent: null,
        FiredAt: Nine, NotifiedAt: Nine, ResolvedAt: null, Unsent: null, Version: 3);
}
