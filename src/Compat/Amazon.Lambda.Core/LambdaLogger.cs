namespace Amazon.Lambda.Core;

/// <summary>The log of the running function, for code that has no <see cref="ILambdaContext"/> at hand. It goes to standard output.</summary>
public static class LambdaLogger
{
    /// <summary>Writes the text and an end of line.</summary>
    public static void Log(string message) => Console.WriteLine(message);

    /// <summary>Writes a line with the level of that name.</summary>
    public static void Log(string level, string message) => Console.WriteLine($"{level} {message}");

    public static void Log(LogLevel level, string message) => Log(level.ToString(), message);
}
