using Amazon.DynamoDBv2;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.State;

/// <summary>Opens the state of a stack that is not this process's own, e.g. for a report.</summary>
public static class StateTable
{
    /// <param name="tableName">Output or WATCHDOG_TABLE of the stack.</param>
    public static IIncidentStore Incidents(IAmazonDynamoDB dynamo, string tableName) => new IncidentStore(new Table(dynamo, tableName));
}
