using Watchdog.Compat.Wire;

namespace Amazon.Kinesis;

/// <summary>How a client of Amazon Kinesis Data Streams is set up; see the members of the base class.</summary>
public class AmazonKinesisConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("Kinesis", "kinesis", "kinesis", "2013-12-02", Target: "Kinesis_20131202");

    public AmazonKinesisConfig()
        : base(Facts)
    {
    }
}
