using System.Text.Json;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Tests.State;

public sealed class CircuitJsonTests
{
    [Fact]
    public void Every_kind_of_trigger_and_the_experiment_come_back_from_JSON_as_they_were()
    {
        var at = new DateTimeOffset(2026, 1, 5, 9, 1, 0, TimeSpan.Zero);
        var queue = new Queue("work", "arn:aws:sqs:us-east-1:1:work", "https://sqs/work", TimeSpan.FromSeconds(90), TimeSpan.FromDays(4), Fifo: false, new RedrivePolicy("arn:dlq", 3));
        var circuit = Samples.Circuit("orders", CircuitState.HalfOpen) with
        {
            Recorded =
            [
                new RecordedMapping("u-1", "arn:aws:dynamodb:us-east-1:1:table/t/stream/s", "orders", true, null, false, new RecordedReading(100, 4)),
                new RecordedConcurrency("orders", null, StopsWhenOpen: true) { HasFailureDestination = true, Callers = ["arn:aws:s3:::uploads"] },
                new RecordedConcurrency("billing", 0, StopsWhenOpen: false),
                new RecordedRule("arn:aws:events:us-east-1:1:rule/nightly", "orders", Enabled: true),
            ],
            Trial = new Trial(
                [new TrialHop("orders", TrialGauge.QueueDepth, "work", 5, 600, 300) { Queues = [queue], Duration = 0.25, BatchSize = 2.5, SuccessShare = 0.9, UsualArrivals = 7, IsCapped = false }],
                [new TrialSpan(TrialPhase.Trickle, at), new TrialSpan(TrialPhase.Pause, at.AddMinutes(1))],
                [new TrialSample(at, IsClean: false, [12], [0.5])]) { PhaseMinutes = 2 },
            Outside = new OutsideLevel(600, at),
            FailedProbes = 3,
            ProvenAt = at.AddDays(-1),
            IsEscalated = true,
        };
        var json = JsonSerializer.Serialize(circuit, AwsJson.Default.Circuit);
        var read = JsonSerializer.Deserialize(json, AwsJson.Default.Circuit)!;
        Assert.Equivalent(circuit, read, strict: true);
        Assert.Equal(json, JsonSerializer.Serialize(read, AwsJson.Default.Circuit));
        Assert.Equal(circuit.Recorded.Select(r => r.GetType()), read.Recorded.Select(r => r.GetType()));
    }

    [Fact]
    public void What_an_older_version_has_not_written_has_the_value_that_says_nothing()
    {
        var read = JsonSerializer.Deserialize(
            """
            {"function":"orders","state":"Open","since":"2026-01-05T09:00:00+00:00","by":"operator","reason":"Because.","applied":true,"version":3,
             "recorded":[{"$type":"concurrency","function":"orders","reserved":7,"stopsWhenOpen":false}]}
            """,
            AwsJson.Default.Circuit)!;
        Assert.Equal((null, null, 0, null, false), (read.Trial, read.Outside, read.FailedProbes, read.ProvenAt, read.IsEscalated));
        Assert.Empty(Assert.IsType<RecordedConcurrency>(Assert.Single(read.Recorded)).Callers);
    }
}
