using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>`watchdog account` as a process, and ways to talk to it as one talks to AWS.</summary>
internal sealed partial class RunningAccount : IAsyncDisposable
{
    private RunningAccount(ChildProcess process, string endpoint)
    {
        Process = process;
        Endpoint = endpoint;
        Environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = endpoint,
            ["AWS_ACCESS_KEY_ID"] = "any",
            ["AWS_SECRET_ACCESS_KEY"] = "any",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_PAGER"] = "",
            ["NO_PROXY"] = "127.0.0.1",
        };
    }

    public ChildProcess Process { get; }

    public string Endpoint { get; }

    /// <summary>What the CLI tells people to set before they talk to the account, and what keeps this machine's own settings out of it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <param name="scenario">A built-in name, or a file.</param>
    /// <param name="speed">Simulated seconds per second.</param>
    public static Task<RunningAccount> StartAsync(string scenario, double speed, CancellationToken cancellationToken) =>
        StartAsync(scenario, speed, Paths.FunctionsDll, cancellationToken);

    /// <param name="scenario">A built-in name, or a file.</param>
    /// <param name="speed">Simulated seconds per second.</param>
    /// <param name="bootstrap">The executable of the stack's functions.</param>
    public static async Task<RunningAccount> StartAsync(string scenario, double speed, string bootstrap, CancellationToken cancellationToken)
    {
        var process = await ChildProcess.StartAsync(
            Paths.DotNet,
            [Paths.Cli, "account", scenario, "--port", "0", "--speed", $"{speed}", "--bootstrap", bootstrap],
            Tool.NoEnvironment);
        try
        {
            var endpoint = await process.OutputAsync(o => PrintedEndpoint().Match(o) is { Success: true } m ? m.Groups[1].Value : null, cancellationToken);
            return new RunningAccount(process, endpoint);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs the AWS CLI. Version 1 does not heed AWS_ENDPOINT_URL for SQS in us-east-1, where it goes to a host name of old, so the endpoint is
    /// an argument, too.
    /// </summary>
    public Task<Ended> RunAwsAsync(params string[] arguments) =>
        Tool.JudgeAsync("aws", [.. arguments, "--output", "json", "--endpoint-url", Endpoint], Environment);

    /// <summary>What an AWS CLI command that succeeds prints.</summary>
    public async Task<JsonNode> AwsAsync(params string[] arguments)
    {
        var ended = await RunAwsAsync(arguments);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return JsonNode.Parse(ended.Output)!;
    }

    /// <summary>The answer of the CircuitBreaker function to a payload, by `aws lambda invoke` as messages tell people to run it.</summary>
    public async Task<JsonNode> InvokeBreakerAsync(string payload)
    {
        using var folder = new TemporaryFolder();
        var answer = folder.File("answer.json");
        var status = await AwsAsync("lambda", "invoke", "--function-name", "watchdog-CircuitBreaker", "--payload", payload, answer);
        Assert.Equal(200, (int)status["StatusCode"]!);
        var text = await File.ReadAllTextAsync(answer, TestContext.Current.CancellationToken);
        Assert.True(status["FunctionError"] is null, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The functions of the stack that is deployed into the account.</summary>
    public async Task<IReadOnlyList<DeployedFunction>> ReadStackAsync(CancellationToken cancellationToken)
    {
        const string Prefix = "watchdog-";
        var answer = await GetLambdaAsync("/2015-03-31/functions/", cancellationToken);
        return
        [
            .. answer["Functions"]!.AsArray()
                .Where(f => ((string)f!["FunctionName"]!).StartsWith(Prefix, StringComparison.Ordinal))
                .Select(f => new DeployedFunction(((string)f!["FunctionName"]!)[Prefix.Length..], f)),
        ];
    }

    /// <summary>Reads from the Lambda API without any client, so that no judge has to be installed.</summary>
    public async Task<JsonNode> GetLambdaAsync(string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Endpoint) };
        // Nobody checks the signature of a caller that is not one of the stack's functions; which service is meant stands in it.
        http.DefaultRequestHeaders.Add("X-Amz-Date", "20260105T090000Z");
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=any/20260105/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, Signature={new string('0', 64)}");
        return JsonNode.Parse(await http.GetStringAsync(path, cancellationToken))!;
    }

    /// <summary>Runs a Python script with boto3 at hand; what it put into <c>out</c>.</summary>
    public async Task<JsonNode> BotoAsync(string script)
    {
        const string Preamble =
            """
            import json, time
            import boto3

            def client(name):
                return boto3.client(name, region_name='us-east-1')

            def wait(find):
                # What does not come at all is a failure, not a test that never ends.
                end = time.monotonic() + 90
                while time.monotonic() < end:
                    found = find()
                    if found:
                        return found
                    time.sleep(0.05)
                raise TimeoutError('What was waited for has not come.')

            out = {}

            """;
        var ended = await Tool.JudgeAsync("python3", ["-"], Environment, $"{Preamble}{script}\nprint(json.dumps(out, default=str))\n");
        Assert.True(ended.ExitCode == 0, ended.Error);
        return JsonNode.Parse(ended.Output)!;
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    [GeneratedRegex(@"answers at (http://127\.0\.0\.1:\d+);")]
    private static partial Regex PrintedEndpoint();
}
