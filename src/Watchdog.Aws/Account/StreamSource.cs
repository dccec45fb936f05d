using System.Collections.Immutable;
using Amazon.Kinesis;
using Amazon.Kinesis.Model;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Account;

/// <summary>
/// The streams that mappings read. Only Kinesis is asked: a table's stream always keeps its records for 24 hours. One request after the other,
/// as the account and region have 20 of them a second for everybody.
/// </summary>
internal sealed class StreamSource(IAmazonKinesis kinesis)
{
    /// <summary>The least that a stream can have, so that nothing is said to be safe that is not.</summary>
    private static readonly TimeSpan _least = TimeSpan.FromHours(24);

    public async Task<ImmutableArray<EventStream>> ReadAsync(IEnumerable<EventSourceMapping> mappings, CancellationToken cancellationToken)
    {
        var streams = ImmutableArray.CreateBuilder<EventStream>();
        // Consumers with a throughput of their own have ARNs of their own, and share the stream.
        var known = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var sourceArn in mappings.Select(m => m.SourceArn).Distinct(StringComparer.Ordinal))
        {
            if (!Arn.TryParse(sourceArn, out var arn))
                continue;
            switch (arn.Service, arn.Resource.Split('/'))
            {
                case ("dynamodb", ["table", { Length: > 0 } table, "stream", ..]):
                    streams.Add(new EventStream(new ResourceId(ResourceKind.Table, table), sourceArn, _least));
                    break;
                case ("kinesis", ["stream", { Length: > 0 } stream, ..]):
                    var streamArn = (arn with { Resource = $"stream/{stream}" }).ToString();
                    if (!known.TryGetValue(streamArn, out var retention))
                        known[streamArn] = retention = await ReadRetentionAsync(streamArn, cancellationToken);
                    streams.Add(new EventStream(new ResourceId(ResourceKind.Stream, stream), sourceArn, retention));
                    break;
            }
        }
        return streams.ToImmutable();
    }

    private async Task<TimeSpan> ReadRetentionAsync(string streamArn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await kinesis.DescribeStreamSummaryAsync(new DescribeStreamSummaryRequest { StreamARN = streamArn }, cancellationToken);
            return answer.StreamDescriptionSummary?.RetentionPeriodHours is { } hours ? TimeSpan.FromHours(hours) : _least;
        }
        catch (Exception e) when (e is ResourceNotFoundException or AccessDeniedException or LimitExceededException)
        {
            // Gone, of another account, or asked for by too many at once: no reason to see nothing of the account for a minute.
            return _least;
        }
    }
}
