using Watchdog.Compat.Wire;

namespace Amazon.IdentityManagement;

/// <summary>How a client of AWS Identity and Access Management is set up; see the members of the base class.</summary>
public class AmazonIdentityManagementServiceConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("IAM", "iam", "iam", "2010-05-08", Global: true);

    public AmazonIdentityManagementServiceConfig()
        : base(Facts)
    {
    }
}
