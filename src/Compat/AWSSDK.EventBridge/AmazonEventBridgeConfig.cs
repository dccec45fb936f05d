using Watchdog.Compat.Wire;

namespace Amazon.EventBridge;

/// <summary>How a client of Amazon EventBridge is set up; see the members of the base class.</summary>
public class AmazonEventBridgeConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("EventBridge", "events", "events", "2015-10-07", Target: "AWSEvents");

    public AmazonEventBridgeConfig()
        : base(Facts)
    {
    }
}
