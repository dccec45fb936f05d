using Watchdog.Compat.Wire;

namespace Amazon.ResourceGroupsTaggingAPI;

/// <summary>How a client of the AWS Resource Groups Tagging API is set up; see the members of the base class.</summary>
public class AmazonResourceGroupsTaggingAPIConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new(
        "Resource Groups Tagging API", "tagging", "tagging", "2017-01-26", Target: "ResourceGroupsTaggingAPI_20170126");

    public AmazonResourceGroupsTaggingAPIConfig()
        : base(Facts)
    {
    }
}
