using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>How a client of AWS Lambda is set up; see the members of the base class.</summary>
public class AmazonLambdaConfig : WireConfig
{
    internal static readonly ServiceFacts Facts = new("Lambda", "lambda", "lambda", "2015-03-31");

    public AmazonLambdaConfig()
        : base(Facts)
    {
    }
}
