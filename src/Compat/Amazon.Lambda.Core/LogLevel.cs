namespace Amazon.Lambda.Core;

/// <summary>How much a log message matters, from the least to the most.</summary>
public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}
