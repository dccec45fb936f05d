using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// Something that a function calls is slow or down: without a change of the function its duration steps up from its own history, it runs into
/// its timeout, or errors begin. Each function has a finding of its own; where a dependency can be named, it is the cause of all of them.
/// </summary>
public static class DownstreamUnavailable
{
    /// <param name="named">The cause that was named before, which holds while nothing names another.</param>
    public static Finding Describe(
        FunctionHistory history, FunctionTrouble trouble, DependencyEvidence evidence, Cause? named, CodeChange change, DateTimeOffset now)
    {
        var function = history.Function;
        var cause = evidence.Cause ?? named ?? Unnamed(trouble, evidence);
        return new Finding(
            Symptom.DownstreamUnavailable,
            function.Id,
            trouble.Since,
            trouble.Kind is not TroubleKind.Slow && trouble.ErrorRatio >= 0.5 ? Severity.Critical : Severity.Warning,
            Summary(function, trouble) + Together(evidence),
            [
                .. trouble.Duration is { } duration ? [new Evidence("duration (median)", Math.Round(duration), "ms")] : ImmutableArray<Evidence>.Empty,
                .. trouble.UsualDuration is { } usual ? [new Evidence("usual duration (median)", Math.Round(usual), "ms")] : ImmutableArray<Evidence>.Empty,
                new Evidence("error ratio", Math.Round(trouble.ErrorRatio * 100, 1), "%"),
                new Evidence("timeout", function.Timeout.TotalSeconds, "s"),
                new Evidence("last change of the function", Math.Round((now - function.LastModified).TotalHours, 1), "h ago"),
                .. evidence.Numbers,
            ],
            cause,
            Remedies(function, trouble, cause),
            trouble.Kind is TroubleKind.Fails
                ? DecidingSeries.Of("errors/min", history.Errors.Tail(FindingSeries.Minutes))
                : DecidingSeries.Of("duration p50, ms", history.MedianDuration.Tail(FindingSeries.Minutes)))
        {
            OtherCauses = cause.Resource is { Kind: ResourceKind.Dependency } ? [] : Others(function, trouble, change),
        };
    }

    private static string Summary(Function function, FunctionTrouble trouble)
    {
        var slower = trouble is { IsSlowToo: true, Duration: { } now, UsualDuration: { } usual } ? $"takes {Say.Milliseconds(now)} instead of {Say.Milliseconds(usual)}" : "";
        return trouble.Kind switch
        {
            TroubleKind.TimesOut =>
                $"{Say.Percent(trouble.ErrorRatio)} of the invocations of {function.Name} run into its timeout of {Say.Duration(function.Timeout)}" +
                (trouble.UsualDuration is { } before ? $", where it took {Say.Milliseconds(before)}" : "") + ". Its code was not changed.",
            TroubleKind.Fails =>
                $"{Say.Percent(trouble.ErrorRatio)} of the invocations of {function.Name} fail" +
                (trouble.SomeTimeOut ? ", some of them in the timeout" : "") + (slower.Length > 0 ? $", and it {slower}" : "") + ". Its code was not changed.",
            _ => $"{function.Name} {slower} for an invocation (median). Its code was not changed.",
        };
    }

    private static string Together(DependencyEvidence evidence) =>
        evidence.Others.IsEmpty ? "" : $" In trouble since the same time: {Say.List(evidence.Others)}.";

    private static Cause Unnamed(FunctionTrouble trouble, DependencyEvidence evidence) => Cause.Unknown(
        (evidence.Others.IsEmpty
            ? "Something that it calls is most likely " + (trouble.Kind is TroubleKind.Fails ? "failing" : "slow or does not answer")
            : "Something that they all call is most likely slow or down") +
        "; which, is not known" +
        (evidence.Places.IsEmpty ? "." : $": its environment names {Say.List(evidence.Places)}."));

    private static ImmutableArray<Cause> Others(Function function, FunctionTrouble trouble, CodeChange change) => trouble.Kind switch
    {
        TroubleKind.TimesOut =>
        [
            Cause.Of(function.Id, change is CodeChange.NoneInView
                ? $"A loop in the code of {function.Name} that some new input has reached: the numbers are the same, but the last change was at {Say.Time(function.LastModified)}."
                : $"A loop in the code of {function.Name}, which was changed at {Say.Time(function.LastModified)}."),
        ],
        TroubleKind.Fails =>
        [
            Cause.Of(function.Id, $"{function.Name} is called with something new that it cannot process, or a credential or permission of its own has ended."),
        ],
        _ =>
        [
            Cause.Of(function.Id, $"{function.Name} is given more to do for each invocation than before."),
        ],
    };

    private static ImmutableArray<string> Remedies(Function function, FunctionTrouble trouble, Cause cause) =>
    [
        cause.Resource is { Kind: ResourceKind.Dependency }
            ? $"Look at {cause.Id}: its status page, its own metrics, its connections and quotas."
            : $"See what it waits for or fails on: aws logs tail /aws/lambda/{function.Name} --since 30m",
        trouble.Kind is TroubleKind.Fails
            ? "Handle the error in the code: retry with back-off and jitter where the call may be repeated, and answer with what is known where it may not."
            : $"Give the call a timeout of its own, well below the function's {Say.Duration(function.Timeout)}, and handle it: a caught timeout costs less and says more.",
        "Take load off it: cache answers that change seldom, put a queue in between for writes, or a proxy that pools connections (RDS Proxy) for a database.",
        .. cause.Resource is { Kind: ResourceKind.Dependency }
            ? ImmutableArray<string>.Empty
            : ["Publish metrics of the calls, so that the next outage can be named: Calls, Failures and Latency in the namespace Dependencies, with the dimensions FunctionName and Dependency."],
    ];
}
