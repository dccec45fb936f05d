using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Watchdog.Core.Ports;

namespace Watchdog.Cli.Staging;

/// <summary>Reads the incidents of a stack through the same adapters as the stack itself.</summary>
internal static class IncidentStores
{
    // The simulator verifies the signatures of callers that it knows; a person at the keyboard is none of them.
    private static readonly BasicAWSCredentials Operator = new("operator", "operator");

    public static IIncidentStore Open(StateTable table)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = table.Endpoint.ToString(), AuthenticationRegion = table.Region };
        return Aws.State.StateTable.Incidents(new AmazonDynamoDBClient(Operator, config), table.Name);
    }
}
