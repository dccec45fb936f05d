using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>Logs to standard output, from where Lambda takes it to the function's log group.</summary>
/// <remarks>A line with a level is <c>TIME REQUEST-ID LEVEL MESSAGE</c>, with tabs between, in Lambda's text format.</remarks>
internal sealed class ConsoleLambdaLogger(string requestId, TimeProvider time) : ILambdaLogger
{
    public void Log(string message) => Console.Write(message);

    public void LogLine(string message) => Console.WriteLine(message);

    public void Log(string level, string message) =>
        Console.WriteLine($"{time.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\t{requestId}\t{ShortName(level)}\t{message}");

    private static string ShortName(string level) => level switch
    {
        nameof(LogLevel.Trace) => "trce",
        nameof(LogLevel.Debug) => "dbug",
        nameof(LogLevel.Information) => "info",
        nameof(LogLevel.Warning) => "warn",
        nameof(LogLevel.Error) => "fail",
        nameof(LogLevel.Critical) => "crit",
        _ => level,
    };
}
