using System.Text.Json.Nodes;

namespace Watchdog.Tests.Support;

/// <summary>Has botocore, which is made from AWS's own models, say whether a request is the right one and rightly signed.</summary>
internal static class BotocoreJudge
{
    /// <param name="parameters">The operation's parameters as botocore takes them.</param>
    public static async Task AgreesAsync(string service, string operation, string protocol, string parameters, Asked request)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in request.Headers)
            headers[name] = value;
        var input = new JsonObject
        {
            ["service"] = service,
            ["operation"] = operation,
            ["protocol"] = protocol,
            ["params"] = JsonNode.Parse(parameters),
            ["secret"] = Clients.Credentials.GetCredentials().SecretKey,
            ["request"] = new JsonObject { ["method"] = request.Method, ["url"] = request.RawUrl, ["headers"] = headers, ["body"] = request.Body },
        };
        Assert.Equal("", (await Tool.PythonAsync("botocore_judge.py", input.ToJsonString())).Trim());
    }
}
