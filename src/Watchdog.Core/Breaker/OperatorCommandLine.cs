namespace Watchdog.Core.Breaker;

/// <summary>The commands that messages and answers tell people to run.</summary>
public static class OperatorCommandLine
{
    /// <summary>
    /// The command for a shell. The payload goes through <c>fileb://</c>, which versions 1 and 2 of the AWS CLI both send as it is; version 2
    /// would take an inline one for base64, and version 1 does not know the option that says otherwise.
    /// </summary>
    /// <param name="breakerFunction">The name of the CircuitBreaker function.</param>
    /// <param name="function">Null: all.</param>
    public static string For(string breakerFunction, OperatorAction action, string? function, bool force = false) =>
        $"echo '{Payload(action, function, force)}' | aws lambda invoke --function-name {breakerFunction} --payload fileb:///dev/stdin /dev/stdout";

    // Names of functions consist of letters, digits, - and _: nothing in them needs to be escaped, for JSON or for a shell.
    private static string Payload(OperatorAction action, string? function, bool force) =>
        $"{{\"action\":\"{action.ToString().ToLowerInvariant()}\""
        + (function is null ? "" : $",\"function\":\"{function}\"")
        + (force ? ",\"force\":true" : "")
        + "}";
}
