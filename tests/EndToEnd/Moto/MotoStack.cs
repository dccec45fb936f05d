using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Infrastructure.Tests.Support;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>
/// The stack of template.yaml on a moto server: transformed as CloudFormation's macro does it, put into a bucket with the code as `sam deploy`
/// does, and from there on asked for with the AWS CLI.
/// </summary>
internal sealed class MotoStack : IAsyncDisposable
{
    private const string Bucket = "artifacts";

    private readonly IReadOnlyDictionary<string, string> _parameters;

    private MotoStack(MotoServer moto, JsonObject template, IReadOnlyDictionary<string, string> parameters)
    {
        Moto = moto;
        Template = template;
        _parameters = parameters;
    }

    public MotoServer Moto { get; }

    /// <summary>As transformed.</summary>
    public JsonObject Template { get; }

    /// <summary>What the template says for this stack, worked out without moto.</summary>
    public StackValues Values => new(Template, _parameters);

    /// <summary>Starts a server and creates the stack in it.</summary>
    public static async Task<MotoStack> CreateAsync(params (string Name, string Value)[] parameters)
    {
        var template = await TransformAsync();
        var stack = new MotoStack(await MotoServer.StartAsync(), template, parameters.ToDictionary(p => p.Name, p => p.Value));
        await stack.UploadAsync();
        var created = await stack.Moto.AwsAsync(
            "cloudformation", "create-stack", "--stack-name", StackValues.StackName, "--capabilities", "CAPABILITY_IAM",
            "--template-url", $"https://{Bucket}.s3.amazonaws.com/template.json", "--parameters", Parameters(parameters));
        await stack.AnswerCustomResourcesAsync((string)created["StackId"]!);
        await stack.Moto.AwsAsync("cloudformation", "wait", "stack-create-complete", "--stack-name", StackValues.StackName);
        return stack;
    }

    public async Task UpdateAsync(params (string Name, string Value)[] parameters)
    {
        await Moto.AwsAsync(
            "cloudformation", "update-stack", "--stack-name", StackValues.StackName, "--capabilities", "CAPABILITY_IAM", "--use-previous-template",
            "--parameters", Parameters(parameters));
        await Moto.AwsAsync("cloudformation", "wait", "stack-update-complete", "--stack-name", StackValues.StackName);
    }

    /// <summary>The resources that moto made, by logical id: type and physical id.</summary>
    public async Task<IReadOnlyDictionary<string, (string Type, string? PhysicalId)>> ResourcesAsync() =>
        (await Moto.AwsAsync("cloudformation", "describe-stack-resources", "--stack-name", StackValues.StackName))["StackResources"]!.AsArray()
            // moto lists what it has not made, too, without anything about it.
            .Where(r => r!["LogicalResourceId"] is not null)
            .ToDictionary(r => (string)r!["LogicalResourceId"]!, r => ((string)r!["ResourceType"]!, (string?)r["PhysicalResourceId"]));

    public async Task<IReadOnlyDictionary<string, string>> OutputsAsync() =>
        (await Moto.AwsAsync("cloudformation", "describe-stacks", "--stack-name", StackValues.StackName))["Stacks"]![0]!["Outputs"]!.AsArray()
            .ToDictionary(o => (string)o!["OutputKey"]!, o => (string)o!["OutputValue"]!);

    public async Task<JsonNode> VariablesAsync(string function) =>
        (await Moto.AwsAsync("lambda", "get-function-configuration", "--function-name", $"{StackValues.StackName}-{function}"))["Environment"]!["Variables"]!;

    public ValueTask DisposeAsync() => Moto.DisposeAsync();

    private static string Parameters((string Name, string Value)[] parameters) =>
        new JsonArray([.. parameters.Select(p => new JsonObject { ["ParameterKey"] = p.Name, ["ParameterValue"] = p.Value })]).ToJsonString();

    private static async Task<JsonObject> TransformAsync()
    {
        var ended = await Tool.JudgeAsync(
            "python3",
            [Path.Combine(Paths.Repository, "tests", "Infrastructure.Tests", "Support", "transform.py"), Path.Combine(Paths.Repository, "template.yaml")],
            MotoServer.Environment);
        Assert.True(ended.ExitCode == 0, ended.Error);
        var template = (JsonObject)JsonNode.Parse(ended.Output)!;
        foreach (var (_, resource) in template["Resources"]!.AsObject().Where(r => (string?)r.Value!["Type"] == "AWS::Lambda::Function"))
            resource!["Properties"]!["Code"] = new JsonObject { ["S3Bucket"] = Bucket, ["S3Key"] = "code.zip" };
        return template;
    }

    private async Task UploadAsync()
    {
        using var folder = new TemporaryFolder();
        await Moto.AwsAsync("s3api", "create-bucket", "--bucket", Bucket);
        await PutAsync("code.zip", await MotoServer.PackageAsync(folder, "bootstrap", "#!/bin/sh\n"));
        await PutAsync("template.json", folder.Write("template.json", Template.ToJsonString()));

        Task PutAsync(string key, string file) => Moto.AwsAsync("s3api", "put-object", "--bucket", Bucket, "--key", key, "--body", file);
    }

    /// <summary>
    /// A custom resource exists once its function has answered CloudFormation. moto would run the function in a container, so the answer is
    /// given in its stead; what the function itself answers is not moto's to show.
    /// </summary>
    private async Task AnswerCustomResourcesAsync(string stackId)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Moto.Url };
        foreach (var (id, _) in Template["Resources"]!.AsObject().Where(r => ((string)r.Value!["Type"]!).StartsWith("Custom::", StringComparison.Ordinal)))
        {
            var answer = new JsonObject
            {
                ["Status"] = "SUCCESS", ["StackId"] = stackId, ["LogicalResourceId"] = id, ["RequestId"] = "any", ["PhysicalResourceId"] = id, ["Data"] = new JsonObject(),
            };
            using var taken = await http.PutAsJsonAsync($"/cloudformation_us-east-1/cfnresponse?stack={stackId}", answer, TestContext.Current.CancellationToken);
            taken.EnsureSuccessStatusCode();
        }
    }
}
