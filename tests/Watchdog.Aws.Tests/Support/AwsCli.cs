using System.Diagnostics;
using System.Text.Json.Nodes;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Support;

/// <summary>The AWS CLI on a moto server: what it shows, no code of this project has touched.</summary>
internal static class AwsCli
{
    /// <summary>The answer; an empty object when the command prints none.</summary>
    public static async Task<JsonNode> RunAsync(Uri url, params string[] arguments)
    {
        Tool.Require("aws");
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json", "--endpoint-url", url.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["NO_PROXY"] = "127.0.0.1,localhost";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        var text = await output;
        return text.Trim().Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
