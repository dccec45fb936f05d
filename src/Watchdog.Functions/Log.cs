using Microsoft.Extensions.Logging;

namespace Watchdog.Functions;

/// <summary>Everything the functions log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "{Watcher} judged {Time:yyyy-MM-dd HH:mm}: {Judgements} judgements, {Findings} findings, {InsufficientData} without enough data, {MessagesSent} messages sent, {Milliseconds:0} ms")]
    public static partial void TickDone(
        this ILogger log, string watcher, DateTimeOffset time, int judgements, int findings, int insufficientData, int messagesSent, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Watcher} had judged {Time:yyyy-MM-dd HH:mm} or a later minute before; nothing was done")]
    public static partial void MinuteWasJudgedBefore(this ILogger log, string watcher, DateTimeOffset time);

    [LoggerMessage(3, LogLevel.Information, "Breaker: {Answer}")]
    public static partial void BreakerAnswered(this ILogger log, string answer);

    [LoggerMessage(4, LogLevel.Warning, "Breaker refused: {Error}")]
    public static partial void BreakerRefused(this ILogger log, string error);

    [LoggerMessage(5, LogLevel.Information, "{Notices} settings are not as recommended, {News} of them news to this process")]
    public static partial void ConfigurationNotices(this ILogger log, int notices, int news);

    [LoggerMessage(6, LogLevel.Information, "Notice: {Notice}")]
    public static partial void ConfigurationNotice(this ILogger log, string notice);

    [LoggerMessage(7, LogLevel.Warning, "The breaker could not be asked to look after its circuits; the next tick asks again: {Reason}")]
    public static partial void CircuitsNotLookedAfter(this ILogger log, string reason);

    [LoggerMessage(8, LogLevel.Error, "The central event bus did not get '{Subject}', which the topic got: {Reason}")]
    public static partial void EventNotDelivered(this ILogger log, string subject, string reason);

    [LoggerMessage(9, LogLevel.Warning,
        "{Watcher} has spent {Month:0.00} USD of its {Share:0.00} USD of this month's budget, more than its pace: it looks for trouble that nothing points to only {HowOften}")]
    public static partial void AheadOfPace(this ILogger log, string watcher, decimal month, decimal share, string howOften);

    [LoggerMessage(10, LogLevel.Information, "{Watcher} has spent {Month:0.00} USD of its {Share:0.00} USD of this month's budget and is within its pace again")]
    public static partial void WithinPace(this ILogger log, string watcher, decimal month, decimal share);
}
