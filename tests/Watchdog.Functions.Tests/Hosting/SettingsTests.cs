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

    [Fact]
    public void The_account_of_a_message_is_that_of_the_invoked_function()
    {
        var context = Given.Settings.MessageContextFor(Given.Context());
        Assert.Equal(("123456789012", "us-east-1"), (context.AccountId, context.Region));
    }
}
