using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Tests.Support;

/// <summary>Short ways to say what a test is given.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Not called as it usually is: what people are told to run must work in any stack.</summary>
    public static WatchdogStack Stack { get; } = new("watch-shop", "watch-shop-CircuitBreaker");

    public static DateTimeOffset AtMinute(int minute) => Start.AddMinutes(minute);

    /// <summary>One point a minute from the start on; null is a missing point.</summary>
    public static Series Series(params double?[] points) => new(new TimeWindow(Start, AtMinute(points.Length)), [.. points]);

    public static Series Constant(double? value, int minutes) => Series([.. Enumerable.Repeat(value, minutes)]);

    public static Function Function(string name, DateTimeOffset? lastModified = null) => new(
        name, $"arn:aws:lambda:us-east-1:123456789012:function:{name}", $"arn:aws:iam::123456789012:role/{name}", TimeSpan.FromSeconds(60), 256,
        lastModified ?? Start.AddDays(-30), ImmutableDictionary<string, string>.Empty);

    public static Queue Queue(string name, RedrivePolicy? redrive = null) => new(
        name, $"arn:aws:sqs:us-east-1:123456789012:{name}", $"https://sqs.us-east-1.amazonaws.com/123456789012/{name}", TimeSpan.FromSeconds(180),
        TimeSpan.FromDays(4), Fifo: false, redrive);

    public static EventSourceMapping Mapping(
        string queue, string function, int batchSize = 1, int? maximumConcurrency = null, string state = "Enabled") => new(
        $"mapping-{queue}-{function}", $"arn:aws:sqs:us-east-1:123456789012:{queue}", function, null, state, batchSize, TimeSpan.Zero, maximumConcurrency, false);

    public static string ArnOf(ResourceKind kind, string name) => kind switch
    {
        ResourceKind.Bucket => $"arn:aws:s3:::{name}",
        ResourceKind.Topic => $"arn:aws:sns:us-east-1:123456789012:{name}",
        _ => $"arn:aws:events:us-east-1:123456789012:rule/{name}",
    };

    public static PushTrigger Trigger(ResourceKind kind, string source, string function, string? qualifier = null) =>
        new(new ResourceId(kind, source), ArnOf(kind, source), function, qualifier);

    public static FunctionSignals Signals(
        string function,
        Series invocations,
        Series? errors = null,
        Series? throttles = null,
        Series? concurrency = null,
        Series? duration = null,
        DateTimeOffset? lastModified = null) => new(
        Function(function, lastModified),
        invocations,
        errors ?? Constant(0, invocations.Length),
        throttles ?? Constant(0, invocations.Length),
        concurrency ?? Constant(10, invocations.Length),
        duration ?? Constant(30_000, invocations.Length));

    public static ConcurrencyPool Pool(int limit, double inUse, params ConcurrencyUser[] users) => new(new AccountLimits(limit, limit), inUse, [.. users]);

    public static Finding Finding(Symptom symptom, ResourceId resource, Cause? cause = null, Severity severity = Severity.Warning, int since = 0) => new(
        symptom, resource, AtMinute(since), severity, $"{symptom} of {resource}.", [new Evidence("rate", 12.5, "messages/min")],
        cause ?? Cause.Unknown("The cause is not known."), ["Do this.", "Then that."], DecidingSeries.Of("points", Series(1, 2, null, 4)));

    public static Incident Firing(
        Symptom symptom, ResourceId resource, string watcher, Cause? cause = null, int firedAt = 0, bool wasTold = true) => new(
        watcher, IncidentState.Firing, AtMinute(firedAt), 1, 1, AtMinute(firedAt), Finding(symptom, resource, cause), null, null, AtMinute(firedAt),
        wasTold ? AtMinute(firedAt) : null, null, null, 1);
}
