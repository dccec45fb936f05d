using Watchdog.Compat.Wire;

namespace Amazon.SimpleNotificationService;

/// <summary>How a client of Amazon Simple Notification Service is set up; see the members of the base class.</summary>
public class AmazonSimpleNotificationServiceConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("SNS", "sns", "sns", "2010-03-31");

    public AmazonSimpleNotificationServiceConfig()
        : base(Facts)
    {
    }
}
