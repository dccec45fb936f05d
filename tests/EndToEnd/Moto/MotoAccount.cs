using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>An account of its own on a moto server, made and looked at with the AWS CLI alone: what it shows, no code of this project has touched.</summary>
internal sealed class MotoAccount : IAsyncDisposable
{
    /// <summary>What the files in events/ ask the breaker about.</summary>
    public const string Function = "orders";

    public const string StateTable = "watchdog-StateTable";

    private readonly MotoServer _moto;
    private readonly MotoGaps _gaps;

    private MotoAccount(MotoServer moto, MotoGaps gaps)
    {
        _moto = moto;
        _gaps = gaps;
    }

    public Uri Url => _gaps.Url;

    /// <summary>Starts the server, and makes the state table and the function. The test is skipped where moto is not installed.</summary>
    public static async Task<MotoAccount> StartAsync()
    {
        var moto = await MotoServer.StartAsync();
        var account = new MotoAccount(moto, await MotoGaps.StartAsync(moto.Url, TestContext.Current.CancellationToken));
        await account.MakeTableAsync();
        await account.MakeFunctionAsync();
        return account;
    }

    /// <summary>The answer of an AWS CLI command that succeeds; an empty object when it prints none.</summary>
    public Task<JsonNode> AwsAsync(params string[] arguments) => MotoServer.AwsAsync(Url, arguments);

    /// <summary>A queue that invokes the function; the mapping's UUID.</summary>
    public async Task<string> MapQueueAsync()
    {
        var queue = (string)(await AwsAsync("sqs", "create-queue", "--queue-name", "orders-in"))["QueueUrl"]!;
        var arn = (string)(await AwsAsync("sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "QueueArn"))["Attributes"]!["QueueArn"]!;
        return (string)(await AwsAsync(
            "lambda", "create-event-source-mapping", "--function-name", Function, "--event-source-arn", arn, "--batch-size", "7",
            "--maximum-batching-window-in-seconds", "3", "--function-response-types", "ReportBatchItemFailures",
            "--scaling-config", "MaximumConcurrency=5"))["UUID"]!;
    }

    /// <summary>A topic that calls the function.</summary>
    public async Task SubscribeToTopicAsync()
    {
        var topic = (string)(await AwsAsync("sns", "create-topic", "--name", "placed"))["TopicArn"]!;
        await AwsAsync(
            "lambda", "add-permission", "--function-name", Function, "--statement-id", "placed", "--action", "lambda:InvokeFunction",
            "--principal", "sns.amazonaws.com", "--source-arn", topic);
        await AwsAsync(
            "sns", "subscribe", "--topic-arn", topic, "--protocol", "lambda", "--notification-endpoint", $"arn:aws:lambda:us-east-1:123456789012:function:{Function}");
    }

    public Task<JsonNode> MappingAsync(string uuid) => AwsAsync("lambda", "get-event-source-mapping", "--uuid", uuid);

    public Task ReserveAsync(int executions) =>
        AwsAsync("lambda", "put-function-concurrency", "--function-name", Function, "--reserved-concurrent-executions", $"{executions}");

    /// <returns>Null: none is reserved.</returns>
    public async Task<int?> ReservedAsync() =>
        (int?)(await AwsAsync("lambda", "get-function-concurrency", "--function-name", Function))["ReservedConcurrentExecutions"];

    public async ValueTask DisposeAsync()
    {
        await _gaps.DisposeAsync();
        await _moto.DisposeAsync();
    }

    private Task<JsonNode> MakeTableAsync() => AwsAsync(
        "dynamodb", "create-table", "--table-name", StateTable, "--billing-mode", "PAY_PER_REQUEST",
        "--attribute-definitions", "AttributeName=pk,AttributeType=S", "AttributeName=sk,AttributeType=S",
        "--key-schema", "AttributeName=pk,KeyType=HASH", "AttributeName=sk,KeyType=RANGE");

    private async Task MakeFunctionAsync()
    {
        var role = (string)(await AwsAsync(
            "iam", "create-role", "--role-name", "orders-role", "--assume-role-policy-document",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""))["Role"]!["Arn"]!;
        using var folder = new TemporaryFolder();
        var package = await MotoServer.PackageAsync(folder, "index.py", "def handler(event, context):\n    return event\n");
        await AwsAsync(
            "lambda", "create-function", "--function-name", Function, "--runtime", "python3.12", "--role", role, "--handler", "index.handler",
            "--zip-file", $"fileb://{package}", "--timeout", "30");
    }
}
