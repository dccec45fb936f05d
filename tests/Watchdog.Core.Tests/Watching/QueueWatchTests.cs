using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;
using Watchdog.Core.Watching;

namespace Watchdog.Core.Tests.Watching;

/// <summary>What the queue watch reads, of whom, and when.</summary>
public class QueueWatchTests
{
    private static readonly Queue DeadLetterQueue = Given.Queue("work-dlq");

    private readonly FakeAccount _account = new();
    private readonly QueueWatch _watch;

    public QueueWatchTests()
    {
        _account.Functions.AddRange([Given.Function("orders"), Given.Function("archive"), Given.Function("aggregate")]);
        _account.Queues.AddRange([Given.Queue("work", new RedrivePolicy(DeadLetterQueue.Arn, 5)), DeadLetterQueue]);
        _account.Mappings.Add(Given.Mapping("work", "orders"));
        _account.Publish(LambdaMetrics.Invocations(), [.. Enumerable.Repeat(300.0, 90)]);
        _account.Depths["work"] = _account.Depths["work-dlq"] = new QueueDepth(0, 0, 0);
        _watch = new QueueWatch(new InventoryCache(_account), _account, _account, Given.Stack);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<IReadOnlyCollection<Judgement>> TickAsync(int minute, params Incident[] open) => _watch.JudgeAsync(open, Given.AtMinute(minute), Token);

    private async Task<Finding?> FindAsync(Symptom symptom, int minute, params Incident[] open) =>
        (await TickAsync(minute, open)).OfType<Judgement.Trouble>().FirstOrDefault(j => j.Symptom == symptom)?.Finding;

    private IEnumerable<string> AskedOf(string queue) => _account.Asked.Where(q => q.Dimensions.Find("QueueName") == queue).Select(q => q.Metric);

    [Fact]
    public async Task A_dead_letter_queue_without_a_consumer_is_watched_and_costs_no_metric_while_nothing_changes()
    {
        _account.Depths["work-dlq"] = new QueueDepth(70, 0, 0);
        foreach (var minute in new[] { 61, 62, 63, 64 })
            await TickAsync(minute);
        _account.Asked.Clear();
        await TickAsync(65);
        Assert.Contains("work-dlq", _account.DepthsAsked);
        Assert.Empty(AskedOf("work-dlq"));
    }

    [Fact]
    public async Task An_arrival_is_found_by_the_next_look()
    {
        Assert.Null(await FindAsync(Symptom.DeadLetters, 61));
        _account.Depths["work-dlq"] = new QueueDepth(1, 0, 0);
        var finding = await FindAsync(Symptom.DeadLetters, 62);
        Assert.Equal(DeadLetterQueue.Id, finding!.Resource);
        Assert.Equal(ResourceId.Function("orders"), finding.Cause.Resource);
    }

    [Fact]
    public async Task What_was_on_it_before_a_cold_start_is_no_arrival()
    {
        _account.Depths["work-dlq"] = new QueueDepth(70, 0, 0);
        _account.Publish(QueueMetrics.Visible("work-dlq"), [.. Enumerable.Repeat(70.0, 88)]);
        Assert.Null(await FindAsync(Symptom.DeadLetters, 90));
    }

    [Fact]
    public async Task What_a_function_takes_away_at_once_is_seen_in_the_receives()
    {
        _account.Mappings.Add(Given.Mapping("work-dlq", "archive"));
        await TickAsync(61);
        Assert.Equal(["NumberOfMessagesReceived"], AskedOf("work-dlq"));
        foreach (var query in new[] { QueueMetrics.Sent("work-dlq"), QueueMetrics.Received("work-dlq"), QueueMetrics.Deleted("work-dlq") })
            _account.Publish(query, Given.AtMinute(20), [.. Enumerable.Range(20, 45).Select(i => i >= 60 ? 3.0 : 0)]);
        Assert.NotNull(await FindAsync(Symptom.DeadLetters, 66));
    }

    [Fact]
    public async Task What_anybody_else_takes_away_is_seen_every_third_minute()
    {
        foreach (var minute in new[] { 61, 62, 63 })
            await TickAsync(minute);
        Assert.Equal(["NumberOfMessagesReceived"], AskedOf("work-dlq"));
    }

    [Fact]
    public async Task An_incident_of_dead_letters_ends_though_messages_lie_there()
    {
        _account.Depths["work-dlq"] = new QueueDepth(70, 0, 0);
        _account.Publish(QueueMetrics.Visible("work-dlq"), [.. Enumerable.Repeat(70.0, 88)]);
        var judgements = await TickAsync(90, Given.Firing(Symptom.DeadLetters, DeadLetterQueue.Id, "QueueWatcher"));
        Assert.Contains("still lie there", Assert.IsType<Judgement.Healthy>(judgements.Single(j => j.Symptom == Symptom.DeadLetters)).Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_stream_that_is_read_in_time_one_metric_is_asked()
    {
        AddStream();
        _account.Publish(LambdaMetrics.IteratorAge("aggregate"), [.. Enumerable.Repeat(800.0, 60)]);
        Assert.Empty(await TickAsync(61));
        Assert.Equal(["IteratorAge"], _account.Asked.Where(q => q.Dimensions.Find("FunctionName") == "aggregate").Select(q => q.Metric));
    }

    [Fact]
    public async Task A_stream_that_nothing_reads_is_not_asked_about()
    {
        AddStream("Disabled");
        await TickAsync(61);
        Assert.DoesNotContain(_account.Asked, q => q.Metric == "IteratorAge");
    }

    [Fact]
    public async Task A_stream_that_lags_is_found()
    {
        AddStream();
        _account.Publish(LambdaMetrics.IteratorAge("aggregate"), [.. Enumerable.Range(0, 60).Select(i => i < 45 ? 900.0 : 30_000 * (i - 44))]);
        _account.Publish(LambdaMetrics.Invocations("aggregate"), [.. Enumerable.Repeat(60.0, 60)]);
        var finding = await FindAsync(Symptom.StreamLag, 61);
        Assert.Equal(new ResourceId(ResourceKind.Stream, "clicks"), finding!.Resource);
        Assert.Equal(450, finding.Evidence.Single(e => e.Name == "iterator age").Value);
    }

    [Fact]
    public async Task Messages_that_a_queue_gave_up_make_it_be_looked_at_though_it_is_empty()
    {
        var errors = Enumerable.Range(0, 64).Select(i => i is >= 56 and < 61 ? 3.0 : 0).ToArray();
        PublishQueue(errors, sent: 180);
        await TickAsync(61);
        _account.Depths["work-dlq"] = new QueueDepth(3, 0, 0);
        Assert.Null(await FindAsync(Symptom.ErrorStall, 62));
        var poison = await FindAsync(Symptom.PoisonMessages, 63);
        Assert.Contains("3 messages failed 5 times in a row", poison!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_the_breaker_stopped_because_of_a_loop_is_not_told_again()
    {
        _account.Mappings[0] = Given.Mapping("work", "orders", state: "Disabled");
        _account.Depths["work"] = new QueueDepth(900, 0, 0);
        PublishQueue([.. Enumerable.Repeat(0.0, 60)], sent: 60, reads: false);
        _account.Publish(QueueMetrics.Visible("work"), [.. Enumerable.Range(0, 60).Select(i => 15.0 * i)]);
        Assert.NotNull(await FindAsync(Symptom.Backpressure, 61));
        Assert.Null(await FindAsync(Symptom.Backpressure, 62, Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("orders"), "RecursionWatcher")));
    }

    private void AddStream(string state = "Enabled")
    {
        const string arn = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
        _account.Streams.Add(new EventStream(new ResourceId(ResourceKind.Stream, "clicks"), arn, TimeSpan.FromDays(1)));
        _account.Mappings.Add(Given.Mapping("clicks", "aggregate", state: state) with { SourceArn = arn, Stream = new StreamReading(1, null, null, false, false) });
    }

    private void PublishQueue(double[] errors, double sent, bool reads = true)
    {
        double[] all = [.. errors.Select(e => reads ? sent + e : 0)];
        double[] deleted = [.. errors.Select(_ => reads ? sent : 0)];
        _account.Publish(LambdaMetrics.Invocations("orders"), all);
        _account.Publish(LambdaMetrics.Errors("orders"), errors);
        _account.Publish(QueueMetrics.Sent("work"), [.. errors.Select(_ => sent)]);
        _account.Publish(QueueMetrics.Received("work"), all);
        _account.Publish(QueueMetrics.Deleted("work"), deleted);
        _account.Publish(LambdaMetrics.AverageDuration("orders"), [.. errors.Select(_ => 300.0)]);
    }
}
