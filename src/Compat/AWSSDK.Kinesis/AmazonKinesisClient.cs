using Amazon.Runtime;
using Amazon.Kinesis.Internal;
using Amazon.Kinesis.Model;
using Watchdog.Compat.Wire;

namespace Amazon.Kinesis;

/// <summary>The client of Amazon Kinesis Data Streams. Safe for use by many threads; keep one for the life of the process.</summary>
public class AmazonKinesisClient : WireClient, IAmazonKinesis
{
    /// <summary>Credentials and region from the environment.</summary>
    public AmazonKinesisClient()
        : this(new AmazonKinesisConfig())
    {
    }

    public AmazonKinesisClient(RegionEndpoint region)
        : this(new AmazonKinesisConfig { RegionEndpoint = region })
    {
    }

    public AmazonKinesisClient(AmazonKinesisConfig config)
        : base(config)
    {
    }

    public AmazonKinesisClient(AWSCredentials credentials)
        : this(credentials, new AmazonKinesisConfig())
    {
    }

    public AmazonKinesisClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonKinesisConfig { RegionEndpoint = region })
    {
    }

    public AmazonKinesisClient(AWSCredentials credentials, AmazonKinesisConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override ServiceFacts Service => AmazonKinesisConfig.Facts;

    public virtual Task<DescribeStreamSummaryResponse> DescribeStreamSummaryAsync(DescribeStreamSummaryRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(Operations.DescribeStreamSummary, request, cancellationToken);
}
