using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>How a client of Amazon CloudWatch is set up; see the members of the base class.</summary>
public class AmazonCloudWatchConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("CloudWatch", "monitoring", "monitoring", "2010-08-01", Target: "GraniteServiceVersion20100801");

    public AmazonCloudWatchConfig()
        : base(Facts)
    {
    }
}
