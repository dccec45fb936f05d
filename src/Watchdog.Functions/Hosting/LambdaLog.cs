using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;

namespace Watchdog.Functions.Hosting;

/// <summary>
/// Writes the log to Lambda's own logger at once. The console provider of Microsoft.Extensions.Logging writes from a thread of its own, and
/// what that has not written when the sandbox is frozen appears with the next invocation, or never.
/// </summary>
public sealed class LambdaLog<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => logLevel >= Microsoft.Extensions.Logging.LogLevel.Information;

    public void Log<TState>(
        Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            LambdaLogger.Log($"{logLevel} {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
    }
}
