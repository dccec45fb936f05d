using Amazon.Runtime;
using Amazon.Kinesis.Model;

namespace Amazon.Kinesis;

/// <summary>Amazon Kinesis Data Streams. Every operation throws a <see cref="AmazonKinesisException"/> when the service refuses it.</summary>
public interface IAmazonKinesis : IAmazonService, IDisposable
{
    Task<DescribeStreamSummaryResponse> DescribeStreamSummaryAsync(DescribeStreamSummaryRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonKinesisConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonKinesisClient(awsCredentials, (AmazonKinesisConfig)clientConfig);
}
