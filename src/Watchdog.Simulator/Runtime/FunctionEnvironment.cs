using System.Collections;

namespace Watchdog.Simulator.Runtime;

/// <summary>The environment variables that Lambda documents for a custom runtime, and nothing of the simulator's own but what dotnet needs.</summary>
internal static class FunctionEnvironment
{
    public static Dictionary<string, string> Of(HostedFunction function, RuntimeSettings settings, string runtimeApi, string logStream)
    {
        // Lambda refuses reserved names in a function's own variables; here Lambda's simply win.
        var environment = new Dictionary<string, string>(function.Environment, StringComparer.Ordinal)
        {
            ["_HANDLER"] = function.Handler,
            ["AWS_REGION"] = settings.Region,
            ["AWS_DEFAULT_REGION"] = settings.Region,
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(),
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream,
            ["AWS_LAMBDA_LOG_FORMAT"] = "Text",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["AWS_ACCESS_KEY_ID"] = function.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = function.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = function.SessionToken,
            ["AWS_ENDPOINT_URL"] = settings.Endpoint.AbsoluteUri.TrimEnd('/'),
            ["LAMBDA_TASK_ROOT"] = settings.TaskRoot,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["TZ"] = ":UTC",
        };
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name is "PATH" or "HOME" || name.StartsWith("DOTNET_", StringComparison.Ordinal))
                environment.TryAdd(name, (string)variable.Value!);
        }

        return environment;
    }
}

/// <param name="Command">The program that every function runs, and its arguments; paths absolute.</param>
/// <param name="Endpoint">Where the AWS APIs are served.</param>
/// <param name="TaskRoot">The folder of the program: LAMBDA_TASK_ROOT and the working directory.</param>
public sealed record RuntimeSettings(IReadOnlyList<string> Command, Uri Endpoint, string Region, string TaskRoot)
{
    /// <summary>Lambda gives a function this long to ask for its first event; then it starts over, under the function's own timeout.</summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Makes the paths of the command absolute and takes the folder of its last file as the task root.</summary>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    public static RuntimeSettings For(IReadOnlyList<string> command, Uri endpoint, string region)
    {
        if (command.Count == 0)
            throw new ArgumentException("The function command is empty; it must name the native bootstrap, or dotnet and bootstrap.dll.", nameof(command));
        List<string> absolute = [.. command.Select(part => File.Exists(part) ? Path.GetFullPath(part) : part)];
        var file = absolute.FindLast(File.Exists);
        return new RuntimeSettings(absolute, endpoint, region, file is null ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(file)!);
    }
}
