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
        // Names of functions consist of letters, digits, - and _: nothing in the payload needs to be escaped for a shell.
        $"echo '{OperatorCommandWriter.Write(new OperatorCommand(action, function, force))}' | "
        + $"aws lambda invoke --function-name {breakerFunction} --payload fileb:///dev/stdin /dev/stdout";
}
