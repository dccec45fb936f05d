namespace Watchdog.Simulator.Wire.DynamoDb;

/// <param name="PageBytes">
/// Item bytes after which Query, Scan and BatchGetItem end a page. AWS: 1 MB (16 MB for BatchGetItem). Far smaller here, so that whoever
/// does not follow LastEvaluatedKey notices. At least 1.
/// </param>
public sealed record DynamoDbOptions(int PageBytes = 8 * 1024);
