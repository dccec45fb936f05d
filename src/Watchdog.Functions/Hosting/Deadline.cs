using Amazon.Lambda.Core;

namespace Watchdog.Functions.Hosting;

/// <summary>
/// Cancels shortly before Lambda would end the invocation, so that what went wrong is in the log. An invocation that begins with less than
/// that left is not cancelled: to try and be ended by Lambda is better than not to try.
/// </summary>
public static class Deadline
{
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    public static CancellationTokenSource Of(ILambdaContext context)
    {
        var left = context.RemainingTime - Reserve;
        var source = new CancellationTokenSource();
        if (left > TimeSpan.Zero)
            source.CancelAfter(left);
        return source;
    }
}
