namespace Watchdog.Core.Resources;

/// <summary>A Kinesis stream, or the stream of a DynamoDB table, that some mapping reads.</summary>
/// <param name="Id">The stream, or the table.</param>
/// <param name="Arn">As the mapping names it.</param>
/// <param name="Retention">How long a record is kept; what is not read by then is lost. Of a table's stream always 24 hours.</param>
public sealed record EventStream(ResourceId Id, string Arn, TimeSpan Retention);
