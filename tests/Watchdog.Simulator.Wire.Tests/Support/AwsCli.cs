using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>
/// Runs the AWS CLI against the endpoints. Version 1 leaves AWS_ENDPOINT_URL aside for SQS in us-east-1, where it goes to an old host name, so
/// the endpoint is an argument, too.
/// </summary>
internal static class AwsCli
{
    /// <summary>The answer; null when the command prints none.</summary>
    public static async Task<JsonNode?> RunAsync(TestWire wire, params string[] arguments)
    {
        var (exitCode, output, error) = await Tool.RunAsync(wire, "aws", [.. arguments, "--output", "json", "--endpoint-url", wire.Endpoint]);
        Assert.True(exitCode == 0, error);
        return output.Trim().Length == 0 ? null : JsonNode.Parse(output);
    }

    /// <summary>What a command that fails prints on standard error.</summary>
    public static async Task<string> FailAsync(TestWire wire, params string[] arguments)
    {
        var (exitCode, _, error) = await Tool.RunAsync(wire, "aws", [.. arguments, "--endpoint-url", wire.Endpoint]);
        Assert.NotEqual(0, exitCode);
        return error;
    }
}
