using Amazon.Lambda.Core;
using Watchdog.Core.Breaker;
using Watchdog.Core.Costs;
using Watchdog.Core.Detection;
using Watchdog.Core.Notifications;
using Watchdog.Core.Resources;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Hosting;

/// <summary>What the template tells the functions through their environment.</summary>
/// <param name="Stack">The stack's name (WATCHDOG_STACK); functions whose names begin with it and a hyphen are Watchdog's own.</param>
/// <param name="Table">The state table's name (WATCHDOG_TABLE).</param>
/// <param name="TopicArn">The topic that messages are published to (WATCHDOG_TOPIC_ARN).</param>
/// <param name="BreakerFunction">The CircuitBreaker function's name (WATCHDOG_BREAKER_FUNCTION).</param>
/// <param name="BreakerMode">How far the breaker may go (WATCHDOG_BREAKER_MODE).</param>
/// <param name="AutoProbe">Whether an open circuit probes by itself after its cool-down (WATCHDOG_AUTO_PROBE).</param>
/// <param name="Region">AWS_REGION, as Lambda sets it.</param>
public sealed record Settings(string Stack, string Table, string TopicArn, string BreakerFunction, BreakerMode BreakerMode, bool AutoProbe, string Region)
{
    public WatchdogStack WatchdogStack => new(Stack, BreakerFunction);

    /// <summary>The account is the one in the ARN by which the function was invoked.</summary>
    public MessageContext MessageContextFor(ILambdaContext context)
    {
        var invoked = Arn.Parse(context.InvokedFunctionArn);
        return new MessageContext(invoked.Account, Region) { Partition = invoked.Partition };
    }

    /// <summary>From where on something is trouble (WATCHDOG_THROTTLED_PERCENT and those that follow it in the template).</summary>
    public Thresholds Thresholds { get; init; } = Thresholds.Default;

    /// <summary>What the watchers' calls may cost (WATCHDOG_MONTHLY_BUDGET_USD).</summary>
    public MonthlyBudget MonthlyBudget { get; init; } = MonthlyBudget.Default;

    /// <summary>The bus that gets the messages, too (WATCHDOG_EVENT_BUS_ARN); null: none.</summary>
    public string? EventBusArn { get; init; }

    /// <summary>Reads all of them, so that one error names everything that is wrong.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or malformed; the message names each and what it takes.</exception>
    public static Settings Read(Func<string, string?> variable)
    {
        var variables = new Variables(variable);
        var settings = new Settings(
            variables.Required("WATCHDOG_STACK"),
            variables.Required("WATCHDOG_TABLE"),
            variables.Topic("WATCHDOG_TOPIC_ARN"),
            variables.Required("WATCHDOG_BREAKER_FUNCTION"),
            variables.Mode("WATCHDOG_BREAKER_MODE"),
            variables.Flag("WATCHDOG_AUTO_PROBE"),
            variables.Required("AWS_REGION"))
        {
            Thresholds = ThresholdsOf(variables),
            MonthlyBudget = new MonthlyBudget(variables.Number("WATCHDOG_MONTHLY_BUDGET_USD", 1, 100_000)),
            EventBusArn = variables.EventBus("WATCHDOG_EVENT_BUS_ARN"),
        };
        return variables.Problems.Count == 0
            ? settings
            : throw new InvalidOperationException($"The function's environment is not as the template sets it: {string.Join("; ", variables.Problems)}.");
    }

    // The ranges are those of the template's parameters.
    private static Thresholds ThresholdsOf(Variables variables) => new()
    {
        Throttled = ThrottledOptions.From((double)variables.Number("WATCHDOG_THROTTLED_PERCENT", 1, 100) / 100),
        ConcurrencyExhaustion = new() { WarnShare = (double)variables.Number("WATCHDOG_CONCURRENCY_WARNING_PERCENT", 10, 90) / 100 },
        Backpressure = new() { MinimumBacklog = variables.Whole("WATCHDOG_BACKLOG_FLOOR", 1, 1_000_000) },
        Spike = new() { Floor = (double)variables.Number("WATCHDOG_SPIKE_FLOOR", 1, 1_000_000) },
        BreakerPolicy = new() { TripsPerHour = variables.Whole("WATCHDOG_TRIPS_PER_HOUR", 1, 100) },
        RepeatAfter = TimeSpan.FromHours((double)variables.Number("WATCHDOG_REPEAT_HOURS", 1, 168)),
    };
}
