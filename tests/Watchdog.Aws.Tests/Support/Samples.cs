using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Tests.Support;

internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static Incident Incident(string function, long version = 1) => new(
        "FunctionWatcher",
        IncidentState.Firing,
        Noon,
        Ticks: 0b1011,
        TickCount: 4,
        JudgedAt: Noon.AddMinutes(4),
        new Finding(
            Symptom.Throttled,
            ResourceId.Function(function),
            Noon.AddMinutes(-1),
            Severity.Critical,
            "12 of 40 requests refused",
            [new Evidence("throttle ratio", 30.5, "%"), new Evidence("time to drain", double.PositiveInfinity, "s")],
            Cause.Of(ResourceId.Function("hog"), "hog probably took the pool"),
            ["Reserve concurrency.", "Ask for more."],
            new DecidingSeries("throttles", Noon, [1.5, null, 3])),
        Resolution: null,
        Parent: null,
        FiredAt: Noon.AddMinutes(2),
        NotifiedAt: null,
        ResolvedAt: null,
        Unsent: NotificationReason.Fired,
        version);

    public static Circuit Circuit(string function, CircuitState state = CircuitState.Open, long version = 1) => new(
        function, state, Noon, [new RecordedMapping("u-1", "arn:aws:sqs:us-east-1:1:work", function, true, null, false, null), new RecordedMapping("u-2", "arn:aws:sqs:us-east-1:1:b", function, false, 7, true, new RecordedReading(100, 4))],
        "RecursionWatcher", "a loop", Applied: false, version);

    public static CircuitTransition Transition(string function, int minute, long version = 1) => new(
        function, Noon.AddMinutes(minute), "trip", CircuitState.Closed, CircuitState.Open, "RecursionWatcher", "a loop", ["one", "two"], version);
}
