namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log. Only <see cref="Log(string)"/> and <see cref="LogLine"/> have to be implemented.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes the text as it is, without an end of line.</summary>
    void Log(string message);

    /// <summary>Writes the text and an end of line.</summary>
    void LogLine(string message);

    /// <summary>Writes a line with the level of that name. A logger that knows no levels writes the message alone.</summary>
    void Log(string level, string message) => LogLine(message);

    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a line with the level, and the exception below it.</summary>
    void Log(LogLevel level, Exception exception, string message) => Log(level, $"{message}{System.Environment.NewLine}{exception}");

    void LogTrace(string message) => Log(LogLevel.Trace, message);

    void LogDebug(string message) => Log(LogLevel.Debug, message);

    void LogInformation(string message) => Log(LogLevel.Information, message);

    void LogWarning(string message) => Log(LogLevel.Warning, message);

    void LogError(string message) => Log(LogLevel.Error, message);

    void LogError(Exception exception, string message) => Log(LogLevel.Error, exception, message);

    void LogCritical(string message) => Log(LogLevel.Critical, message);

    void LogCritical(Exception exception, string message) => Log(LogLevel.Critical, exception, message);
}
