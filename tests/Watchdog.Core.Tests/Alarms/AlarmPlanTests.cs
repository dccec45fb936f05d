using Watchdog.Core.Alarms;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Alarms;

public class AlarmPlanTests
{
    private static readonly WatchdogStack Stack = new("watchdog", "watchdog-CircuitBreaker");

    private readonly List<Function> _functions = [];
    private readonly List<Queue> _queues = [];
    private readonly List<EventSourceMapping> _mappings = [];
    private readonly List<EventStream> _streams = [];
    private readonly HashSet<string> _asking = [];
    private readonly Dictionary<string, int?> _reservations = [];

    private AlarmPlan Plan() => AlarmPlan.Of(
        new Inventory([.. _functions], [.. _queues], [.. _mappings], new AccountLimits(1_000, 1_000)) { Streams = [.. _streams] }, _asking, _reservations, Stack);

    private IEnumerable<string> Names() => Plan().Wanted.Select(a => a.Name["watchdog-resource-".Length..]).Order(StringComparer.Ordinal);

    private ResourceAlarm Alarm(string name) => Plan().Wanted.Single(a => a.Name == $"watchdog-resource-{name}");

    private Function AddFunction(string name, bool asks = true, TimeSpan? timeout = null)
    {
        var function = Given.Function(name) with { Timeout = timeout ?? TimeSpan.FromSeconds(60) };
        _functions.Add(function);
        if (asks)
            _asking.Add(function.Arn);
        return function;
    }

    private Queue AddQueue(string name, bool asks = true, int visibility = 180, TimeSpan? retention = null, string? deadLetters = null)
    {
        var queue = Given.Queue(name, deadLetters is null ? null : new RedrivePolicy(Given.Queue(deadLetters).Arn, 5)) with
        {
            VisibilityTimeout = TimeSpan.FromSeconds(visibility),
            Retention = retention ?? TimeSpan.FromDays(4),
        };
        _queues.Add(queue);
        if (asks)
            _asking.Add(queue.Arn);
        return queue;
    }

    private void AddReader(string function, ResourceKind kind, string source, TimeSpan retention, TimeSpan? maximumAge = null, string state = "Enabled")
    {
        var arn = kind is ResourceKind.Stream
            ? $"arn:aws:kinesis:us-east-1:123456789012:stream/{source}"
            : $"arn:aws:dynamodb:us-east-1:123456789012:table/{source}/stream/2026-01-05T09:00:00.000";
        if (!_streams.Any(s => s.Arn == arn))
            _streams.Add(new EventStream(new ResourceId(kind, source), arn, retention));
        _mappings.Add(new EventSourceMapping($"{source}-{function}", arn, function, null, state, 100, TimeSpan.Zero, null, false)
        {
            Stream = new StreamReading(1, maximumAge, null, false, false),
        });
    }

    [Fact]
    public void Nobody_who_does_not_ask_gets_an_alarm()
    {
        AddFunction("orders", asks: false);
        AddQueue("work", asks: false, deadLetters: "work-dlq");
        AddQueue("work-dlq", asks: false);
        AddReader("orders", ResourceKind.Stream, "clicks", TimeSpan.FromDays(1));
        Assert.Empty(Plan().Wanted);
        Assert.Empty(Plan().Undecided);
    }

    [Fact]
    public void What_asks_and_is_not_there_any_more_gets_none()
    {
        _asking.Add(Given.Function("gone").Arn);
        _asking.Add(Given.Queue("gone").Arn);
        Assert.Empty(Plan().Wanted);
    }

    [Fact]
    public void Watchdogs_own_resources_get_none()
    {
        _reservations["watchdog-QueueWatcher"] = 20;
        AddFunction("watchdog-QueueWatcher");
        AddQueue("watchdog-CircuitBreaker-dead-letters");
        AddReader("watchdog-QueueWatcher", ResourceKind.Stream, "clicks", TimeSpan.FromDays(1));
        _asking.Add(_streams[0].Arn);
        Assert.Empty(Plan().Wanted);
    }

    [Fact]
    public void A_function_is_watched_for_errors_throttles_and_the_end_of_its_timeout()
    {
        _reservations["orders"] = null;
        AddFunction("orders", timeout: TimeSpan.FromSeconds(61));
        Assert.Equal(["function-orders-Duration", "function-orders-Errors", "function-orders-Throttles"], Names());
        var duration = Alarm("function-orders-Duration");
        Assert.Equal(("AWS/Lambda", "Duration", "Maximum", "FunctionName orders"), (duration.Query.Namespace, duration.Query.Metric, duration.Query.Statistic, $"{duration.Query.Dimensions}"));
        Assert.Equal(54_900, duration.Threshold);
        Assert.Equal((0.0, 2, 3), (Alarm("function-orders-Errors").Threshold, Alarm("function-orders-Errors").Breaching, Alarm("function-orders-Errors").Periods));
        Assert.Equal((0.0, 5, 5), (Alarm("function-orders-Throttles").Threshold, Alarm("function-orders-Throttles").Breaching, Alarm("function-orders-Throttles").Periods));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, null)]
    [InlineData(9, null)]
    [InlineData(10, 9.0)]
    [InlineData(15, 13.0)]
    [InlineData(1_000, 900.0)]
    public void A_reservation_has_an_alarm_near_its_limit_where_it_is_large_enough_to_have_a_near(int? reserved, double? threshold)
    {
        _reservations["orders"] = reserved;
        AddFunction("orders");
        Assert.Equal(threshold, Plan().Wanted.SingleOrDefault(a => a.Query.Metric == "ConcurrentExecutions")?.Threshold);
        Assert.Empty(Plan().Undecided);
    }

    [Fact]
    public void Of_a_reservation_that_was_not_read_it_is_undecided_whether_it_has_an_alarm()
    {
        AddFunction("orders");
        Assert.DoesNotContain(Plan().Wanted, a => a.Query.Metric == "ConcurrentExecutions");
        Assert.Equal(["watchdog-resource-function-orders-ConcurrentExecutions"], Plan().Undecided);
    }

    [Theory]
    // Two visibility timeouts, at least five minutes, at most half the retention.
    [InlineData(180, 5_760, 360)]
    [InlineData(30, 5_760, 300)]
    [InlineData(0, 5_760, 300)]
    [InlineData(43_200, 5_760, 86_400)]
    [InlineData(43_200, 1_440, 43_200)]
    [InlineData(30, 5, 150)]
    public void A_message_is_too_old_by_what_the_queue_itself_says(int visibility, int retentionMinutes, double seconds)
    {
        AddQueue("work", visibility: visibility, retention: TimeSpan.FromMinutes(retentionMinutes));
        Assert.Equal(["queue-work-ApproximateAgeOfOldestMessage"], Names());
        Assert.Equal(seconds, Alarm("queue-work-ApproximateAgeOfOldestMessage").Threshold);
    }

    [Fact]
    public void A_queue_brings_the_alarm_of_its_dead_letter_queue_with_it_once()
    {
        AddQueue("a", deadLetters: "dlq");
        AddQueue("b", deadLetters: "dlq");
        AddQueue("dlq", asks: true);
        Assert.Equal(
            ["queue-a-ApproximateAgeOfOldestMessage", "queue-b-ApproximateAgeOfOldestMessage", "queue-dlq-ApproximateNumberOfMessagesVisible"], Names());
        var letters = Alarm("queue-dlq-ApproximateNumberOfMessagesVisible");
        Assert.Equal((0.0, 1, 1), (letters.Threshold, letters.Breaching, letters.Periods));
        Assert.Contains("dead-letter queue of a and b", letters.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_letter_queue_of_another_account_gets_none()
    {
        AddQueue("a", deadLetters: "elsewhere");
        Assert.Equal(["queue-a-ApproximateAgeOfOldestMessage"], Names());
    }

    [Fact]
    public void The_readers_of_a_queue_are_where_its_alarm_sends_people()
    {
        AddQueue("work");
        Assert.Contains("No function of this account reads it", Alarm("queue-work-ApproximateAgeOfOldestMessage").Description, StringComparison.Ordinal);
        _mappings.Add(Given.Mapping("work", "process"));
        var description = Alarm("queue-work-ApproximateAgeOfOldestMessage").Description;
        Assert.Contains("more than 6 min", description, StringComparison.Ordinal);
        Assert.Contains("4 d after it was sent it is lost", description, StringComparison.Ordinal);
        Assert.Contains("Read by process:", description, StringComparison.Ordinal);
        Assert.EndsWith("Kept by the stack watchdog while the tag watchdog:alarm=true asks for it.", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, null, 6 * 3_600_000.0)]
    [InlineData(24 * 365, null, 24 * 3_600_000.0)]
    [InlineData(24, 60, 15 * 60_000.0)]
    public void A_stream_is_too_far_behind_at_a_quarter_of_what_it_keeps_but_never_more_than_a_day(int retentionHours, int? maximumAgeMinutes, double milliseconds)
    {
        AddFunction("count", asks: false);
        AddReader(
            "count", ResourceKind.Stream, "clicks", TimeSpan.FromHours(retentionHours), maximumAgeMinutes is { } m ? TimeSpan.FromMinutes(m) : null);
        _asking.Add(_streams[0].Arn);
        Assert.Equal(["function-count-IteratorAge"], Names());
        Assert.Equal(milliseconds, Alarm("function-count-IteratorAge").Threshold);
    }

    [Fact]
    public void A_table_asks_for_those_who_read_its_stream_and_a_function_for_itself_and_it_is_one_alarm()
    {
        _reservations["count"] = null;
        AddFunction("count");
        AddFunction("bill", asks: false);
        AddReader("count", ResourceKind.Table, "orders", TimeSpan.FromDays(1));
        AddReader("bill", ResourceKind.Table, "orders", TimeSpan.FromDays(1), state: "Disabled");
        AddReader("count", ResourceKind.Stream, "clicks", TimeSpan.FromDays(7), TimeSpan.FromHours(2));
        _asking.Add("arn:aws:dynamodb:us-east-1:123456789012:table/orders");
        Assert.Equal(
            ["function-bill-IteratorAge", "function-count-Duration", "function-count-Errors", "function-count-IteratorAge", "function-count-Throttles"], Names());
        // The stream that keeps its records for the shortest time decides.
        Assert.Equal(30 * 60_000.0, Alarm("function-count-IteratorAge").Threshold);
    }

    [Fact]
    public void A_mapping_that_is_being_deleted_reads_nothing_any_more()
    {
        AddFunction("count", asks: false);
        AddReader("count", ResourceKind.Stream, "clicks", TimeSpan.FromDays(1), state: "Deleting");
        _asking.Add(_streams[0].Arn);
        Assert.Empty(Plan().Wanted);
    }

    [Fact]
    public void Every_description_fits_and_every_alarm_looks_back_for_no_more_than_CloudWatch_can()
    {
        var name = new string('f', 64);
        _reservations[name] = 500;
        AddFunction(name);
        for (var i = 0; i < 20; i++)
        {
            AddFunction($"{i:00}{name[2..]}", asks: false);
            AddReader(name, ResourceKind.Stream, $"{i:00}{new string('s', 126)}", TimeSpan.FromDays(1));
            _mappings.Add(Given.Mapping(new string('q', 80), $"{i:00}{name[2..]}"));
            AddQueue($"{i:00}{new string('a', 78)}", deadLetters: new string('d', 80));
        }
        AddQueue(new string('q', 80));
        AddQueue(new string('d', 80), asks: false);
        Assert.Equal(27, Plan().Wanted.Length);
        Assert.All(Plan().Wanted, alarm =>
        {
            Assert.InRange(alarm.Description.Length, 1, ResourceAlarm.LongestDescription);
            Assert.EndsWith("asks for it.", alarm.Description, StringComparison.Ordinal);
            Assert.InRange(alarm.Period * alarm.Periods, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
            Assert.InRange(alarm.Breaching, 1, alarm.Periods);
            Assert.True(alarm.Description.All(char.IsAscii));
        });
    }
}
