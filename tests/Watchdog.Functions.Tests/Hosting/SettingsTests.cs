using Watchdog.Core.Breaker;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class SettingsTests
{
    private readonly Dictionary<string, string?> _environment = new()
    {
        ["WATCHDOG_STACK"] = "watchdog",
        ["WATCHDOG_TABLE"] = "watchdog-state",
        ["WATCHDOG_TOPIC_ARN"] = "arn:aws:sns:us-east-1:123456789012:watchdog",
        ["WATCHDOG_BREAKER_FUNCTION"] = "watchdog-CircuitBreaker",
        ["WATCHDOG_BREAKER_MODE"] = "confirm",
        ["WATCHDOG_AUTO_PROBE"] = "false",
        ["WATCHDOG_THROTTLED_PERCENT"] = "5",
        ["WATCHDOG_CONCURRENCY_WARNING_PERCENT"] = "80",
        ["WATCHDOG_BACKLOG_FLOOR"] = "20",
        ["WATCHDOG_SPIKE_FLOOR"] = "100",
        ["WATCHDOG_TRIPS_PER_HOUR"] = "5",
        ["WATCHDOG_REPEAT_HOURS"] = "4",
        ["WATCHDOG_MONTHLY_BUDGET_USD"] = "15",
        ["AWS_REGION"] = "us-east-1",
    };

    private Settings Read() => Settings.Read(name => _environment.GetValueOrDefault(name));

    private string Refusal() => Assert.Throws<InvalidOperationException>(Read).Message;

    [Fact]
    public void Everything_the_template_sets_is_read() => Assert.Equal(Given.Settings, Read());

    [Fact]
    public void One_error_names_every_variable_that_is_missing()
    {
        var names = _environment.Keys.ToArray();
        _environment.Clear();
        var message = Refusal();
        Assert.All(names, name => Assert.Contains($"{name} is missing", message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_variable_is_a_missing_one()
    {
        _environment["WATCHDOG_TABLE"] = "";
        Assert.Contains("WATCHDOG_TABLE is missing", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_error_names_what_is_missing_and_what_is_malformed_with_what_is_accepted()
    {
        _environment["WATCHDOG_BREAKER_MODE"] = "sometimes";
        _environment["WATCHDOG_TOPIC_ARN"] = "watchdog-topic";
        _environment.Remove("WATCHDOG_STACK");
        var message = Refusal();
        Assert.Contains("WATCHDOG_BREAKER_MODE is 'sometimes' and must be off, alert, confirm or trip", message, StringComparison.Ordinal);
        Assert.Contains("WATCHDOG_TOPIC_ARN is 'watchdog-topic' and must be the ARN of an SNS topic", message, StringComparison.Ordinal);
        Assert.Contains("WATCHDOG_STACK is missing", message, StringComparison.Ordinal);
        Assert.DoesNotContain("WATCHDOG_TABLE", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ARN_of_something_else_is_no_topic()
    {
        _environment["WATCHDOG_TOPIC_ARN"] = "arn:aws:sqs:us-east-1:123456789012:watchdog";
        Assert.Contains("WATCHDOG_TOPIC_ARN", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", BreakerMode.Off)]
    [InlineData("alert", BreakerMode.Alert)]
    [InlineData("confirm", BreakerMode.Confirm)]
    [InlineData("trip", BreakerMode.Trip)]
    public void Every_value_of_the_templates_parameter_is_a_mode(string text, BreakerMode mode)
    {
        _environment["WATCHDOG_BREAKER_MODE"] = text;
        Assert.Equal(mode, Read().BreakerMode);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Whether_the_breaker_probes_by_itself_is_true_or_false(string text, bool autoProbe)
    {
        _environment["WATCHDOG_AUTO_PROBE"] = text;
        Assert.Equal(autoProbe, Read().AutoProbe);
    }

    [Fact]
    public void Another_word_is_neither()
    {
        _environment["WATCHDOG_AUTO_PROBE"] = "yes";
        Assert.Contains("WATCHDOG_AUTO_PROBE is 'yes' and must be true or false", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WATCHDOG_THROTTLED_PERCENT", "a number from 1 to 100", "1", "100", "0.99", "100.1", "5%", "-5", "1e2")]
    [InlineData("WATCHDOG_CONCURRENCY_WARNING_PERCENT", "a number from 10 to 90", "10", "90", "9", "91", "80 ")]
    [InlineData("WATCHDOG_BACKLOG_FLOOR", "a whole number from 1 to 1000000", "1", "1000000", "0", "1000001", "20.5", "99999999999")]
    [InlineData("WATCHDOG_SPIKE_FLOOR", "a number from 1 to 1000000", "1", "1000000", "0", "1000001", "NaN")]
    [InlineData("WATCHDOG_TRIPS_PER_HOUR", "a whole number from 1 to 100", "1", "100", "0", "101", "five")]
    [InlineData("WATCHDOG_REPEAT_HOURS", "a number from 1 to 168", "1", "168", "0", "169", "4h")]
    public void A_threshold_is_within_its_range_which_the_detectors_accept(string name, string accepted, string least, string most, params string[] refused)
    {
        foreach (var text in new[] { least, most })
        {
            _environment[name] = text;
            Read().Thresholds.Validated();
        }
        foreach (var text in refused)
        {
            _environment[name] = text;
            Assert.Contains($"{name} is '{text}' and must be {accepted}", Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_threshold_goes_where_it_is_judged_by()
    {
        _environment["WATCHDOG_THROTTLED_PERCENT"] = "20";
        _environment["WATCHDOG_CONCURRENCY_WARNING_PERCENT"] = "70.5";
        _environment["WATCHDOG_BACKLOG_FLOOR"] = "500";
        _environment["WATCHDOG_SPIKE_FLOOR"] = "30";
        _environment["WATCHDOG_TRIPS_PER_HOUR"] = "2";
        _environment["WATCHDOG_REPEAT_HOURS"] = "24";
        var read = Read().Thresholds;
        Assert.Equal(
            (0.2, 0.705, 500, 30, 2, TimeSpan.FromDays(1)),
            (read.Throttled.MinimumRatio, read.ConcurrencyExhaustion.WarnShare, read.Backpressure.MinimumBacklog, read.Spike.Floor,
                read.BreakerPolicy.TripsPerHour, read.RepeatAfter));
    }

    [Theory]
    [InlineData("1", "100000", "0.5", "100001", "15 USD")]
    public void The_budget_is_within_its_range(string least, string most, params string[] refused)
    {
        foreach (var text in new[] { least, most })
        {
            _environment["WATCHDOG_MONTHLY_BUDGET_USD"] = text;
            Assert.Equal(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture), Read().MonthlyBudget.Validated().Usd);
        }
        foreach (var text in refused)
        {
            _environment["WATCHDOG_MONTHLY_BUDGET_USD"] = text;
            Assert.Contains($"WATCHDOG_MONTHLY_BUDGET_USD is '{text}' and must be a number from 1 to 100000", Refusal(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("arn:aws:events:eu-west-1:999999999999:event-bus/operations", "arn:aws:events:eu-west-1:999999999999:event-bus/operations")]
    public void A_central_bus_is_optional(string? text, string? bus)
    {
        _environment["WATCHDOG_EVENT_BUS_ARN"] = text;
        Assert.Equal(bus, Read().EventBusArn);
    }

    [Theory]
    [InlineData("operations")]
    [InlineData("arn:aws:sns:eu-west-1:999999999999:operations")]
    [InlineData("arn:aws:events:eu-west-1:999999999999:rule/operations")]
    public void What_is_no_bus_is_refused(string text)
    {
        _environment["WATCHDOG_EVENT_BUS_ARN"] = text;
        Assert.Contains($"WATCHDOG_EVENT_BUS_ARN is '{text}' and must be empty or the ARN of an event bus", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_of_a_message_is_that_of_the_invoked_function()
    {
        var context = Given.Settings.MessageContextFor(Given.Context());
        Assert.Equal(("123456789012", "us-east-1"), (context.AccountId, context.Region));
    }
}
