using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Simulator.Physics.Tests.Support;

/// <summary>A scenario written in the test, with short ways to ask what came of it.</summary>
internal sealed class Play
{
    private readonly Scenario scenario;

    public Play(string yaml)
    {
        scenario = Scenario.Parse(yaml, "test.yaml");
        Account = scenario.Build();
    }

    public SimulatedAccount Account { get; }

    public DateTimeOffset Start => scenario.Start;

    public SimulatedQueue Queue(string name) => Account.Queues[name];

    public SimulatedStream Stream(string name = "clicks") => Account.Streams[name];

    public SimulatedFunction Function(string name) => Account.Functions[name];

    public SimulatedMapping Mapping() => Assert.Single(Account.Mappings.Values);

    public Play Minutes(int minutes)
    {
        for (var i = 0; i < minutes; i++) Account.Advance(TimeSpan.FromMinutes(1));
        return this;
    }

    public Play Seconds(int seconds)
    {
        Account.Advance(TimeSpan.FromSeconds(seconds));
        return this;
    }

    /// <summary>A minute's value of a function's metric, whatever its publishing delay; null when there is no point.</summary>
    public double? Lambda(string metric, string statistic, int minute, string function = "process") =>
        Value(LambdaId(metric, function), statistic, minute);

    public double? Total(string metric, string statistic, int minute) => Value(new MetricId("AWS/Lambda", metric, ""), statistic, minute);

    public double? Sqs(string metric, string statistic, int minute, string queue = "work") => Value(SqsId(metric, queue), statistic, minute);

    /// <summary>Records written to a stream or a table in a minute.</summary>
    public double? Written(string stream, int minute) => Value(
        Account.Streams[stream].Kind == StreamKind.Kinesis
            ? new MetricId("AWS/Kinesis", "IncomingRecords", "", new MetricDimension("StreamName", stream))
            : new MetricId("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "", new MetricDimension("TableName", stream)),
        "Sum",
        minute);

    public static MetricId LambdaId(string metric, string function = "process") =>
        new("AWS/Lambda", metric, "", new MetricDimension("FunctionName", function));

    public static MetricId SqsId(string metric, string queue = "work") => new("AWS/SQS", metric, "", new MetricDimension("QueueName", queue));

    private double? Value(MetricId id, string statistic, int minute)
    {
        var from = Start.AddMinutes(minute);
        var points = Account.Metrics.Read(id, statistic, TimeSpan.FromMinutes(1), from, from.AddMinutes(1), DateTimeOffset.MaxValue);
        return points.Count == 0 ? null : points[0].Value;
    }
}
