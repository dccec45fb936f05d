namespace Watchdog.Cli.Commands;

/// <summary>Commands for the AWS CLI that can be pasted into a shell as they are.</summary>
internal static class OperatorCommands
{
    /// <summary>Invokes the breaker. The payload comes as a file: version 2 of the AWS CLI would take it for base64 otherwise, version 1 would not.</summary>
    public static string Invoke(string stack, string payloadJson) =>
        $"echo '{payloadJson}' | aws lambda invoke --function-name {stack}-CircuitBreaker --payload fileb:///dev/stdin /dev/stdout";
}
