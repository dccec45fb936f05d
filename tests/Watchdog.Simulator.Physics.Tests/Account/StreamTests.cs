using Watchdog.Simulator.Account;
using Watchdog.Simulator.Physics.Tests.Support;

namespace Watchdog.Simulator.Physics.Tests.Account;

public sealed class StreamTests
{
    private const string OneRecord = "rate: [ { at: 0s, rate: 1/s }, { at: 1s, rate: 0/s } ], exact: true";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_record_is_lost_from_the_count(int seed)
    {
        var random = new Random(seed);
        string Flag() => random.Next(2) == 0 ? "true" : "false";
        string[] behaviours = ["duration: { p50: 200ms, p99: 3s }, errorRate: 0.3", "duration: { p50: 20s, p99: 90s }", "duration: { p50: 1500ms }, errorRate: 0.9, reservedConcurrency: 3"];
        var table = random.Next(2) == 0;
        var play = new Play(Yaml.OfStream(
            $"rate: {random.Next(1, 300)}/s",
            stream: $"shards: {random.Next(1, 5)}",
            function: behaviours[seed % 3],
            mapping: $"batchSize: {random.Next(1, 200)}, parallelization: {random.Next(1, 4)}, partialBatch: {Flag()}, bisect: {Flag()}, maximumRetries: {random.Next(0, 5)}, maximumRecordAge: 5m",
            rest: $$"""
                changes:
                  - { at: 5m, function: process, writes: [ { to: {{(table ? "orders" : "clicks")}}, perMessage: 0.7 } ] }
                  - { at: 12m, mapping: {{(table ? "orders" : "clicks")}}, enabled: false }
                  - { at: 16m, mapping: {{(table ? "orders" : "clicks")}}, enabled: true, batchSize: 7 }
                """,
            table: table,
            seed: seed));
        for (var i = 0; i < 30; i++)
        {
            play.Minutes(1);
            var (stream, records) = (play.Account.Streams.Values.Single(), play.Mapping().Records);
            Assert.True(records.Waiting >= 0 && play.Function("process").Running >= 0);
            Assert.Equal(stream.Written, records.Processed + records.Discarded + records.Expired + records.Waiting);
        }

        Assert.True(play.Mapping().Records.Processed + play.Mapping().Records.Discarded > 1000);
    }

    [Fact]
    public void Concurrency_is_one_batch_a_shard_times_the_parallelization()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 200/s", stream: "shards: 3", function: "duration: { p50: 4s }", mapping: "batchSize: 10, parallelization: 2")).Minutes(5);

        Assert.Equal(6, play.Lambda("ConcurrentExecutions", "Maximum", 4));
        Assert.Equal(6 * 15, play.Lambda("Invocations", "Sum", 4));
        Assert.Equal(0, play.Lambda("Throttles", "Sum", 4));
    }

    [Fact]
    public void A_shard_that_is_read_too_slowly_ages_as_its_backlog_grows()
    {
        // 100 records take 10 s, 20 arrive each second: half of what arrives is left, so the age grows by half a minute a minute.
        var play = new Play(Yaml.OfStream("rate: 20/s, exact: true", function: "duration: { p50: 10s }")).Minutes(21);

        var growth = play.Lambda("IteratorAge", "Maximum", 20) - play.Lambda("IteratorAge", "Maximum", 10);
        Assert.InRange(growth!.Value, 290_000, 310_000);
        Assert.Equal(20 * 60 * 21 / 2, play.Mapping().Records.Waiting, 200.0);
        Assert.Equal((6, 0), (play.Lambda("Invocations", "Sum", 20), play.Lambda("Errors", "Sum", 20)));
    }

    [Fact]
    public void A_stream_that_is_read_in_time_has_next_to_no_age()
    {
        var play = new Play(Yaml.OfStream("rate: 50/s", function: "duration: { p50: 100ms }", stream: "shards: 2")).Minutes(10);

        Assert.InRange(play.Lambda("IteratorAge", "Maximum", 9)!.Value, 0, 2000);
        Assert.Equal(120, play.Lambda("IteratorAge", "SampleCount", 9));
        Assert.InRange(play.Mapping().Records.Waiting, 0, 100);
    }

    [Fact]
    public void A_failing_batch_blocks_its_shard_and_ages_in_real_time()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 20/s", function: "duration: { p50: 1s }", rest: "changes: [ { at: 5m, function: process, errorRate: 1 } ]")).Minutes(20);

        var processed = play.Mapping().Records.Processed;
        Assert.InRange(processed, 20 * 300 - 500, 20 * 300 + 500);
        for (var minute = 8; minute < 20; minute++)
        {
            Assert.InRange(play.Lambda("Invocations", "Sum", minute)!.Value, 1, 3);
            Assert.Equal(play.Lambda("Invocations", "Sum", minute), play.Lambda("Errors", "Sum", minute));
        }

        Assert.Equal(600_000, play.Lambda("IteratorAge", "Maximum", 18)!.Value - play.Lambda("IteratorAge", "Maximum", 8)!.Value, 40_000.0);
        Assert.Equal(20 * 15 * 60, play.Mapping().Records.Waiting, 1500.0);
    }

    [Fact]
    public void Only_the_shard_of_the_failing_batch_stands_still()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 40/s", stream: "shards: 4", function: "duration: { p50: 100ms }",
            rest: "changes: [ { at: 5m, function: process, errorRate: 0.05 } ]")).Minutes(10);

        // Now and then one waits for its retry; the others go on meanwhile.
        Assert.True(play.Lambda("Errors", "Sum", 8) >= 1);
        Assert.InRange(play.Mapping().Records.Waiting, 0, 500);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    public void A_batch_is_given_up_after_its_retries(int retries, int invocations)
    {
        var play = new Play(Yaml.OfStream(
            OneRecord, function: "duration: { p50: 100ms }, errorRate: 1", mapping: $"maximumRetries: {retries}")).Minutes(5);

        Assert.Equal((invocations, invocations), (play.Function("process").Totals.Invocations, play.Function("process").Totals.Errors));
        Assert.Equal((1, 0), (play.Mapping().Records.Discarded, play.Mapping().Records.Waiting));
    }

    [Fact]
    public void Without_limits_a_batch_is_tried_until_the_stream_no_longer_has_it()
    {
        var play = new Play(Yaml.OfStream(OneRecord, function: "duration: { p50: 100ms }, errorRate: 1")).Minutes(24 * 60);

        Assert.Equal((1, 0), (play.Mapping().Records.Waiting, play.Mapping().Records.Expired));
        play.Minutes(2);
        Assert.Equal((0, 1), (play.Mapping().Records.Waiting, play.Mapping().Records.Expired));
    }

    [Fact]
    public void Records_older_than_the_mapping_takes_are_dropped()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 10/s, exact: true", function: "duration: { p50: 100ms }, errorRate: 1", mapping: "maximumRecordAge: 2m")).Minutes(30);

        Assert.InRange(play.Mapping().Records.Waiting, 1190, 1500);
        Assert.InRange(play.Lambda("IteratorAge", "Maximum", 29)!.Value, 90_000, 121_000);
    }

    [Fact]
    public void A_throttled_batch_stays_and_counts_as_no_attempt()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 10/s, exact: true", function: "duration: { p50: 100ms }, reservedConcurrency: 0", mapping: "maximumRetries: 0",
            rest: "changes: [ { at: 10m, function: process, reservedConcurrency: null } ]")).Minutes(10);

        Assert.Equal((0, 6000), (play.Function("process").Totals.Invocations, play.Mapping().Records.Waiting));
        Assert.Null(play.Lambda("IteratorAge", "Maximum", 9));
        Assert.Null(play.Lambda("Invocations", "Sum", 9));
        Assert.InRange(play.Lambda("Throttles", "Sum", 9)!.Value, 1, 4);

        play.Minutes(5);
        Assert.Equal((0, 0), (play.Mapping().Records.Discarded, play.Function("process").Totals.Errors));
        Assert.InRange(play.Mapping().Records.Waiting, 0, 10);
    }

    [Fact]
    public void A_disabled_mapping_resumes_from_its_position()
    {
        var play = new Play(Yaml.OfStream("rate: 10/s, exact: true", function: "duration: { p50: 100ms }")).Minutes(5);
        play.Mapping().Change(enabled: false, null, null);
        Assert.Equal("Disabling", play.Mapping().State);
        Assert.Throws<InvalidOperationException>(() => play.Mapping().Change(true, null, null));
        play.Minutes(5);

        Assert.Equal("Disabled", play.Mapping().State);
        Assert.Null(play.Lambda("IteratorAge", "Maximum", 8));
        Assert.InRange(play.Mapping().Records.Waiting, 2700, 3000);
        play.Mapping().Change(enabled: true, null, null);
        play.Minutes(2);
        Assert.InRange(play.Lambda("IteratorAge", "Maximum", 10)!.Value, 270_000, 320_000);
        Assert.Equal(7200, play.Mapping().Records.Processed);
    }

    [Fact]
    public void What_a_disabled_mapping_does_not_read_within_the_retention_is_lost()
    {
        var play = new Play(Yaml.OfStream("rate: 1/s, exact: true", mapping: "enabled: false")).Minutes(25 * 60);

        Assert.Equal(3600, play.Mapping().Records.Expired, 61.0);
    }

    [Fact]
    public void A_batch_that_reports_its_first_failure_goes_on_from_there()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 10/s, exact: true", function: "duration: { p50: 100ms }, errorRate: 0.05", mapping: "partialBatch: true")).Minutes(10);

        Assert.Equal(0, play.Lambda("Errors", "Sum", 8));
        Assert.True(play.Mapping().Records.Processed > 4000);
    }

    [Theory]
    [InlineData(true, "1.005")]
    [InlineData(false, "1.02")]
    public void A_loop_through_a_stream_grows_with_its_gain_and_the_turns_of_its_source(bool table, string gain)
    {
        var name = table ? "orders" : "clicks";
        var play = new Play(Yaml.OfStream(
            "rate: 1/s, exact: true", stream: "shards: 2", function: $"duration: {{ p50: 50ms }}, writes: [ {{ to: {name}, perMessage: {gain} }} ]", table: table)).Minutes(8);

        double Written(int minute) => play.Written(name, minute) ?? 0;

        // Both gains make a minute's growth of 3.3; with one a second from outside from the beginning the second minute has 5.8 times the first.
        Assert.InRange(Written(1) / Written(0), 4.8, 6.8);

        // Each shard takes 20 batches of 100 a second at the most.
        Assert.InRange(play.Lambda("Invocations", "Sum", 7)!.Value, 2300, 2402);
        Assert.Equal(play.Stream(name).Written, Enumerable.Range(0, 8).Sum(m => (long)Written(m)));
    }

    [Fact]
    public void A_loop_through_a_tables_stream_turns_four_times_a_second()
    {
        // One record, which is written again each time it is processed.
        var play = new Play(Yaml.OfStream(OneRecord, function: "duration: { p50: 50ms }, writes: [ { to: orders, perMessage: 1 } ]", table: true)).Minutes(3);

        Assert.Equal(240, play.Lambda("Invocations", "Sum", 2));
        Assert.Equal(240, play.Written("orders", 2));
    }

    [Fact]
    public void Two_functions_read_the_same_stream_each_at_its_own_pace()
    {
        var play = new Play("""
            name: two
            duration: 1h
            streams: [ { name: clicks, shards: 2 } ]
            functions: [ { name: fast, timeout: 9s }, { name: slow, timeout: 9s, duration: { p50: 5s } } ]
            mappings: [ { source: clicks, function: fast }, { source: clicks, function: slow, batchSize: 10 } ]
            traffic: [ { to: clicks, rate: 100/s } ]
            """).Minutes(10);

        var byFunction = play.Account.Mappings.Values.ToDictionary(m => m.FunctionName, m => m.Records);
        Assert.InRange(byFunction["fast"].Waiting, 0, 100);
        Assert.InRange(byFunction["slow"].Processed, 2 * 10 * 12 * 9, 2 * 10 * 12 * 10);
        Assert.Equal(play.Stream().Written, byFunction["slow"].Processed + byFunction["slow"].Waiting);
    }

    [Fact]
    public void A_shortage_of_concurrency_refuses_no_shard_forever()
    {
        var play = new Play(Yaml.OfStream(
            "rate: 100/s", stream: "shards: 5", function: "duration: { p50: 3s }, reservedConcurrency: 2", mapping: "batchSize: 100")).Minutes(20);

        Assert.Equal(2, play.Lambda("ConcurrentExecutions", "Maximum", 15));
        Assert.True(play.Lambda("Throttles", "Sum", 15) > 0);

        // The oldest record of any shard is not much older than the backlog as a whole makes it.
        Assert.InRange(play.Lambda("IteratorAge", "Maximum", 19)!.Value, 0, 12 * 60_000);
    }

    [Fact]
    public void Arns_are_as_aws_writes_them()
    {
        var account = new Play("""
            name: arns
            duration: 1h
            tables: [ { name: orders, shards: 4 } ]
            streams: [ { name: clicks, retention: 2d } ]
            functions:
              - { name: a, environment: { TABLE_ARN: orders, TABLE: orders, STREAM_ARN: clicks }, mayWrite: [ orders, clicks ] }
            mappings: [ { source: orders, function: a, parallelization: 2, maximumRetries: 3, maximumRecordAge: 1h, bisect: true }, { source: clicks, function: a } ]
            """).Account;

        Assert.Equal(
            ["arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000", "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"],
            account.Mappings.Values.Select(m => m.SourceArn).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["arn:aws:dynamodb:us-east-1:123456789012:table/orders", "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"], account.Functions["a"].MayWrite);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/orders", account.Functions["a"].Environment["TABLE_ARN"]);
        Assert.Equal(("orders", "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"), (account.Functions["a"].Environment["TABLE"], account.Functions["a"].Environment["STREAM_ARN"]));
        var mapping = account.Mappings.Values.Single(m => m.SourceArn.Contains("orders", StringComparison.Ordinal));
        Assert.Equal((100, 2, 3, TimeSpan.FromHours(1), true), (mapping.BatchSize, mapping.Parallelization, mapping.MaximumRetries, mapping.MaximumRecordAge, mapping.Bisect));
        Assert.Equal(["clicks", "orders"], account.Mappings.Values.Select(m => m.SourceName).Order(StringComparer.Ordinal));
        Assert.Equal((4, TimeSpan.FromHours(24)), (account.Streams["orders"].Shards, account.Streams["orders"].Retention));
        Assert.Equal((StreamKind.Kinesis, TimeSpan.FromDays(2)), (account.Streams["clicks"].Kind, account.Streams["clicks"].Retention));
    }

    [Fact]
    public void Quiet_seconds_allocate_nothing()
    {
        var play = new Play(Yaml.OfStream("rate: 1/s, exact: true", stream: "shards: 2", mapping: "parallelization: 2")).Minutes(5).Seconds(1);
        long Allocated(int seconds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            play.Seconds(seconds);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        Assert.Equal(Allocated(5), Allocated(30));
    }

    [Fact]
    public void A_timeout_lasts_exactly_the_timeout_and_blocks_its_shard_like_any_error()
    {
        var play = new Play(Yaml.OfStream("rate: 5/s", function: "duration: { p50: 2m }")).Minutes(20);

        Assert.Equal(60_000, play.Lambda("Duration", "Maximum", 15) ?? play.Lambda("Duration", "Maximum", 16));
        Assert.Equal(play.Function("process").Totals.Invocations, play.Function("process").Totals.Errors);
        Assert.Equal(0, play.Mapping().Records.Processed);
    }

    [Fact]
    public void How_the_clock_is_moved_does_not_matter()
    {
        static Play Begin() => new(Yaml.OfStream("rate: 30/s", stream: "shards: 3", function: "duration: { p50: 300ms, p99: 9s }, errorRate: 0.1", mapping: "parallelization: 2, bisect: true"));
        var (minutes, seconds) = (Begin().Minutes(10), Begin());
        for (var i = 0; i < 100; i++) seconds.Seconds(6);

        Assert.Equal(minutes.Mapping().Records.Processed, seconds.Mapping().Records.Processed);
        for (var minute = 0; minute < 10; minute++)
            Assert.Equal(minutes.Lambda("IteratorAge", "Sum", minute), seconds.Lambda("IteratorAge", "Sum", minute));
    }

    [Fact]
    public void The_same_seed_gives_the_same_stream_and_another_seed_another()
    {
        static string Run(int seed)
        {
            var play = new Play(Yaml.OfStream("rate: 30/s", stream: "shards: 3", function: "duration: { p50: 1s, p99: 9s }, errorRate: 0.1", mapping: "parallelization: 2, batchSize: 5", seed: seed)).Minutes(20);
            string[] metrics = ["Invocations", "Errors", "IteratorAge", "Duration"];
            return string.Join(' ', Enumerable.Range(0, 20).SelectMany(m => metrics.Select(metric => $"{play.Lambda(metric, "Sum", m):R}")));
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }
}
