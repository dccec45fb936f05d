using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>Runs Python with boto3 against the endpoints.</summary>
internal static class Boto
{
    private const string Preamble =
        """
        import json, sys
        import boto3
        from botocore.config import Config
        from botocore.exceptions import ClientError

        def client(name):
            # Bad input has to reach the server.
            return boto3.client(name, config=Config(retries={'total_max_attempts': 1}, parameter_validation=False))

        def error(call, **arguments):
            try:
                call(**arguments)
                return None
            except ClientError as e:
                return {'code': e.response['Error']['Code'], 'message': e.response['Error']['Message'],
                        'status': e.response['ResponseMetadata']['HTTPStatusCode'], 'response': e.response}

        out = {}

        """;

    /// <summary>What the script put into <c>out</c>.</summary>
    public static async Task<JsonNode> RunAsync(TestWire wire, string script)
    {
        var (exitCode, output, error) = await Tool.RunAsync(wire, "python3", ["-"], $"{Preamble}{script}\nprint(json.dumps(out, default=str))\n");
        Assert.True(exitCode == 0, error);
        return JsonNode.Parse(output)!;
    }
}
