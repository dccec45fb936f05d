using Watchdog.Core.Resources;

namespace Watchdog.Core.Topology;

/// <summary>Tells what a writer has to write to in order to make events of a mapping's source.</summary>
public static class EventSources
{
    /// <returns>
    /// Null for sources that are not written to through IAM actions on the source itself (Kafka, MQ, DocumentDB): whether they close a
    /// loop cannot be told from permissions.
    /// </returns>
    public static EventSource? FromMapping(string sourceArn)
    {
        if (!Arn.TryParse(sourceArn, out var arn))
            return null;
        var parts = arn.Resource.Split('/');
        return (arn.Service, parts) switch
        {
            ("sqs", [{ Length: > 0 } name]) => new EventSource(ResourceId.Queue(name), sourceArn),
            // arn:...:table/NAME/stream/LABEL: records appear when somebody writes to the table.
            ("dynamodb", ["table", { Length: > 0 } table, ..]) =>
                new EventSource(new ResourceId(ResourceKind.Table, table), (arn with { Resource = $"table/{table}" }).ToString()),
            // arn:...:stream/NAME, or stream/NAME/consumer/CONSUMER:CREATED for enhanced fan-out.
            ("kinesis", ["stream", { Length: > 0 } stream, ..]) =>
                new EventSource(new ResourceId(ResourceKind.Stream, stream), (arn with { Resource = $"stream/{stream}" }).ToString()),
            _ => null,
        };
    }
}
