using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>The environment variables that Lambda sets for a runtime, behind two functions so that a test needs no process of its own.</summary>
internal sealed class LambdaEnvironment(Func<string, string?> get, Action<string, string?> set)
{
    private const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    public static LambdaEnvironment OfThisProcess() => new(Environment.GetEnvironmentVariable, Environment.SetEnvironmentVariable);

    public string FunctionName => get("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    public string FunctionVersion => get("AWS_LAMBDA_FUNCTION_VERSION") ?? "";

    public string LogGroupName => get("AWS_LAMBDA_LOG_GROUP_NAME") ?? "";

    public string LogStreamName => get("AWS_LAMBDA_LOG_STREAM_NAME") ?? "";

    /// <summary>0 where Lambda did not say.</summary>
    public int MemoryLimitInMB =>
        int.TryParse(get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var mb) ? mb : 0;

    /// <exception cref="InvalidOperationException">The variable is not set, or is no host with an optional port.</exception>
    public Uri RuntimeApiUri()
    {
        var value = get(RuntimeApi);
        if (string.IsNullOrEmpty(value))
        {
            throw new InvalidOperationException(
                $"{RuntimeApi} is not set. This program runs in a Lambda environment, which sets it to the host and port of the Runtime API.");
        }
        return Uri.TryCreate($"http://{value}/", UriKind.Absolute, out var uri) && uri.AbsolutePath == "/"
            ? uri
            : throw new InvalidOperationException($"{RuntimeApi} is '{value}'; it must be a host and port, as in 127.0.0.1:9001.");
    }

    public void SetTraceId(string? traceId) => set("_X_AMZN_TRACE_ID", traceId);
}
