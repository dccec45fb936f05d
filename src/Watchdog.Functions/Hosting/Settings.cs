using Amazon.Lambda.Core;
using Watchdog.Core.Breaker;
using Watchdog.Core.Notifications;
using Watchdog.Core.Resources;

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
    public MessageContext MessageContextFor(ILambdaContext context) =>
        new(Arn.Parse(context.InvokedFunctionArn).Account, Region);

    /// <summary>Reads all of them, so that one error names everything that is wrong.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or malformed; the message names each and what it takes.</exception>
    public static Settings Read(Func<string, string?> variable)
    {
        var problems = new List<string>();
        var settings = new Settings(
            Required("WATCHDOG_STACK"),
            Required("WATCHDOG_TABLE"),
            Topic("WATCHDOG_TOPIC_ARN"),
            Required("WATCHDOG_BREAKER_FUNCTION"),
            Mode("WATCHDOG_BREAKER_MODE"),
            Flag("WATCHDOG_AUTO_PROBE"),
            Required("AWS_REGION"));
        return problems.Count == 0
            ? settings
            : throw new InvalidOperationException($"The function's environment is not as the template sets it: {string.Join("; ", problems)}.");

        string Required(string name)
        {
            if (variable(name) is { Length: > 0 } value)
                return value;
            problems.Add($"{name} is missing");
            return "";
        }

        string Topic(string name)
        {
            var text = Required(name);
            if (text.Length > 0 && (!Arn.TryParse(text, out var arn) || arn.Service != "sns"))
                problems.Add($"{name} is '{text}' and must be the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME");
            return text;
        }

        BreakerMode Mode(string name)
        {
            var text = Required(name);
            if (text.Length > 0 && BreakerModes.Parse(text) is null)
                problems.Add($"{name} is '{text}' and must be {BreakerModes.Accepted}");
            return BreakerModes.Parse(text) ?? BreakerMode.Alert;
        }

        bool Flag(string name)
        {
            var text = Required(name);
            if (text.Length > 0 && text is not ("true" or "false"))
                problems.Add($"{name} is '{text}' and must be true or false");
            return text == "true";
        }
    }
}
