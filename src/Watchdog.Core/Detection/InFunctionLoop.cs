using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// A loop in the code that never exits: nearly all invocations last until the function's timeout ends them, since a change of the code.
/// A dependency that does not answer shows the same numbers without a change.
/// </summary>
/// <remarks>
/// An invocation's metrics appear after its end, under the minute in which it started. A loop in a function with a timeout of 15 minutes is
/// therefore found 15 minutes late: until then nothing tells it from a function that is busy.
/// </remarks>
public static class InFunctionLoop
{
    public static Finding Describe(FunctionHistory history, FunctionTrouble trouble, CodeChange change)
    {
        var function = history.Function;
        var timeout = Say.Duration(function.Timeout);
        var usual = trouble.UsualDuration is { } before ? $" instead of {Say.Milliseconds(before)}" : "";
        var changed = change is CodeChange.JustBefore
            ? $"The code or configuration of {function.Name} was changed at {Say.Time(function.LastModified)}, just before: most likely a loop in the new code that never exits."
            : $"{function.Name} began to run into its timeout with a change of its code or configuration.";
        return new Finding(
            Symptom.InFunctionLoop,
            function.Id,
            trouble.Since,
            Severity.Critical,
            $"{Say.Percent(trouble.ErrorRatio)} of the invocations of {function.Name} end only in its timeout: they last {timeout}{usual}, and are paid for that long.",
            [
                new Evidence("invocations that time out", Math.Round(trouble.ErrorRatio * 100, 1), "%"),
                new Evidence("timeouts looked at", trouble.Errors, "invocations"),
                new Evidence("timeout", function.Timeout.TotalSeconds, "s"),
                .. trouble.UsualDuration is { } ms ? [new Evidence("usual duration (median)", Math.Round(ms), "ms")] : Array.Empty<Evidence>(),
            ],
            Cause.Of(function.Id, changed),
            [
                $"Roll {function.Name} back to the version before the change, or mend the loop: give it a condition that ends it for certain, such as a number of turns or the time that is left.",
                $"See where it is when it times out: aws logs tail /aws/lambda/{function.Name} --since 30m --filter-pattern '\"Task timed out\"'",
                "Until then a shorter timeout limits what each turn costs, and a mapping can be disabled: a queue or stream keeps what is not processed.",
            ],
            DecidingSeries.Of("errors/min", history.Errors.Tail(FindingSeries.Minutes)))
        {
            OtherCauses = trouble.WorkedBefore
                ? []
                : [Cause.Unknown($"Something that {function.Name} calls does not answer: it has not been seen to succeed since the change, nor shortly before.")],
        };
    }
}
