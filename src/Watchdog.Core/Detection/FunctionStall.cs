using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// <see cref="Symptom.ErrorStall"/> of a function that its callers or a push source invoke: nearly all its invocations fail. Of a queue's consumer
/// the queue tells, see <see cref="ErrorStall"/>.
/// </summary>
public static class FunctionStall
{
    /// <summary>A function with traffic.</summary>
    public static Finding Describe(FunctionHistory history, FunctionTrouble trouble, CodeChange change)
    {
        var function = history.Function;
        var changed = change is CodeChange.JustBefore
            ? $" Its code or configuration was changed at {Say.Time(function.LastModified)}, just before."
            : "";
        return new Finding(
            Symptom.ErrorStall,
            function.Id,
            trouble.Since,
            Severity.Critical,
            $"{Say.Percent(trouble.ErrorRatio)} of the invocations of {function.Name} fail: {Say.Number(trouble.Errors)} of the last {Say.Number(trouble.Invocations)}." +
            (trouble.LastSuccess is { } success ? $" The last success was at {Say.Time(success)}." : " None has succeeded in the hours that were looked at."),
            [
                new Evidence("error ratio", Math.Round(trouble.ErrorRatio * 100, 1), "%"),
                new Evidence("errors", trouble.Errors, "invocations"),
                new Evidence("invocations", trouble.Invocations, ""),
                .. trouble.Duration is { } duration ? [new Evidence("duration (median)", Math.Round(duration), "ms")] : Array.Empty<Evidence>(),
            ],
            Cause.Of(function.Id, $"{function.Name} fails.{changed}"),
            Remedies(function.Name, changed.Length > 0),
            DecidingSeries.Of("errors/min", history.Errors.Tail(FindingSeries.Minutes)));
    }

    internal static System.Collections.Immutable.ImmutableArray<string> Remedies(string function, bool afterChange) =>
    [
        $"Read the function's log for the kind of error: aws logs tail /aws/lambda/{function} --since 30m",
        afterChange
            ? $"Roll {function} back to the version before the change, or repair it and deploy."
            : $"Repair {function}, or what it calls or may do (permissions, credentials), and deploy.",
        $"Events that came without anybody waiting for an answer were tried three times and then dropped, or sent to the failure destination: aws lambda get-function-event-invoke-config --function-name {function}",
    ];
}
