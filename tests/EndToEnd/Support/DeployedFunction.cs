using System.Globalization;
using System.Text.Json.Nodes;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>One of the stack's functions as the template has deployed it into an account.</summary>
/// <param name="LogicalId">E.g. QueueWatcher.</param>
/// <param name="Configuration">What Lambda's GetFunctionConfiguration answers.</param>
internal sealed record DeployedFunction(string LogicalId, JsonNode Configuration)
{
    private const string Region = "us-east-1";
    private const string RuntimeFolder = "/var/runtime";

    public string Name => (string)Configuration["FunctionName"]!;

    public TimeSpan Timeout => TimeSpan.FromSeconds((int)Configuration[nameof(Timeout)]!);

    /// <summary>
    /// Exactly what Lambda sets for an OS-only runtime (AWS_EXECUTION_ENV and the trace header are not among it), what the template sets for this
    /// function, and where the AWS APIs are. HOME, for one, is not there.
    /// </summary>
    /// <param name="taskRoot">The folder with the function's code.</param>
    public Dictionary<string, string> EnvironmentIn(string taskRoot, RuntimeApi api, string endpoint)
    {
        var environment = Configuration["Environment"]!["Variables"]!.AsObject().ToDictionary(v => v.Key, v => (string)v.Value!);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["_HANDLER"] = (string)Configuration["Handler"]!,
            ["AWS_ACCESS_KEY_ID"] = "any",
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = ((int)Configuration["MemorySize"]!).ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_NAME"] = Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_FORMAT"] = "Text",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/05/[$LATEST]0123456789abcdef0123456789abcdef",
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["AWS_REGION"] = Region,
            ["AWS_SECRET_ACCESS_KEY"] = "any",
            ["AWS_SESSION_TOKEN"] = "any",
            ["LAMBDA_RUNTIME_DIR"] = RuntimeFolder,
            ["LAMBDA_TASK_ROOT"] = taskRoot,
            ["LANG"] = "en_US.UTF-8",
            ["LD_LIBRARY_PATH"] = $"/lib64:/usr/lib64:{RuntimeFolder}:{RuntimeFolder}/lib:{taskRoot}:{taskRoot}/lib:/opt/lib",
            ["PATH"] = "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
            ["TZ"] = ":UTC",
        })
            // Lambda refuses a function that sets one of these itself.
            environment.Add(name, value);
        environment.Add("AWS_ENDPOINT_URL", endpoint);
        return environment;
    }
}
