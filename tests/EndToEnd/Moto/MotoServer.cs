using System.ComponentModel;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>A moto server as a process, and the AWS CLI to talk to it.</summary>
internal sealed partial class MotoServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private MotoServer(ChildProcess process, Uri url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>What keeps this machine's own settings out of it.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = "any",
        ["AWS_SECRET_ACCESS_KEY"] = "any",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["AWS_PAGER"] = "",
        ["NO_PROXY"] = "127.0.0.1",
    };

    public Uri Url { get; }

    /// <summary>Starts the server. The test is skipped where moto is not installed.</summary>
    public static async Task<MotoServer> StartAsync()
    {
        var token = TestContext.Current.CancellationToken;
        ChildProcess process;
        try
        {
            process = await ChildProcess.StartAsync("moto_server", ["-p", "0"], [new("MOTO_LAMBDA_USE_DOCKER", "false")]);
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"moto_server cannot be started: {e.Message}");
            throw;
        }
        var url = await process.ErrorAsync(text => Announcement().Match(text) is { Success: true } match ? match.Groups[1].Value : null, token);
        return new MotoServer(process, new Uri(url));
    }

    public Task<JsonNode> AwsAsync(params string[] arguments) => AwsAsync(Url, arguments);

    /// <summary>The answer of an AWS CLI command that succeeds; an empty object when it prints none.</summary>
    public static async Task<JsonNode> AwsAsync(Uri endpoint, params string[] arguments)
    {
        var ended = await Tool.JudgeAsync("aws", [.. arguments, "--output", "json", "--endpoint-url", endpoint.ToString()], Environment);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return string.IsNullOrWhiteSpace(ended.Output) ? new JsonObject() : JsonNode.Parse(ended.Output)!;
    }

    /// <summary>Writes a package that Lambda takes, with one file in it; its path.</summary>
    public static async Task<string> PackageAsync(TemporaryFolder folder, string file, string content)
    {
        using (var zip = ZipFile.Open(folder.File("code.zip"), ZipArchiveMode.Create))
        await using (var code = new StreamWriter(zip.CreateEntry(file).Open()))
            await code.WriteAsync(content);
        return folder.File("code.zip");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [GeneratedRegex(@"Running on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Announcement();
}
