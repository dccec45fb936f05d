namespace Watchdog.Core.Detection;

/// <summary>What invokes a function.</summary>
public enum InvokedBy
{
    /// <summary>Its callers, or a push source such as a topic, bucket or rule.</summary>
    Callers,

    /// <summary>A queue's mapping: a failing message comes back, and its queue tells of it.</summary>
    Queue,

    /// <summary>A stream's mapping: a failing batch blocks its shard, and the lag tells of it.</summary>
    Stream,
}

/// <summary>Which symptom a function's trouble is. The numbers of several are the same; what else is known tells them apart.</summary>
public static class FunctionVerdict
{
    /// <summary>Share of failures from which on a function makes no progress to speak of.</summary>
    private const double NoProgress = 0.5;

    /// <param name="told">The symptom of the incident that is told already of this function: trouble that goes on keeps its name, or is over.</param>
    /// <param name="isDependencySeen">
    /// Whether something speaks for a dependency besides this function's errors: its metrics say so, or what is shared with others in trouble.
    /// </param>
    /// <returns>Null where it is nothing, or not this watcher's to tell.</returns>
    public static Symptom? Of(FunctionTrouble trouble, CodeChange change, InvokedBy invokedBy, bool isDependencySeen, Symptom? told) => (told, change) switch
    {
        (Symptom.DownstreamUnavailable, _) => Symptom.DownstreamUnavailable,
        ({ } symptom, _) => trouble.Kind is not TroubleKind.Slow && trouble.ErrorRatio >= NoProgress ? symptom : null,
        (_, CodeChange.JustNow) => null,
        (_, CodeChange.JustBefore) => AfterChange(trouble, invokedBy),
        _ => WithoutChange(trouble, invokedBy, isDependencySeen),
    };

    // A function that a deployment has merely made slower hurts, if it does, as backpressure, lag or throttling.
    private static Symptom? AfterChange(FunctionTrouble trouble, InvokedBy invokedBy) => trouble.Kind switch
    {
        TroubleKind.TimesOut => Symptom.InFunctionLoop,
        TroubleKind.Fails when invokedBy is InvokedBy.Callers && trouble.ErrorRatio >= NoProgress => Symptom.ErrorStall,
        _ => null,
    };

    private static Symptom? WithoutChange(FunctionTrouble trouble, InvokedBy invokedBy, bool isDependencySeen) => trouble.Kind switch
    {
        TroubleKind.TimesOut => Symptom.DownstreamUnavailable,
        _ when isDependencySeen => Symptom.DownstreamUnavailable,
        // What never worked in the time that is known has not become unavailable.
        TroubleKind.Fails when invokedBy is InvokedBy.Callers => trouble.WorkedBefore ? Symptom.DownstreamUnavailable : Symptom.ErrorStall,
        TroubleKind.Fails => trouble.IsSlowToo && invokedBy is InvokedBy.Queue ? Symptom.DownstreamUnavailable : null,
        // How many records a stream's batch holds is not known, and fuller batches take longer.
        _ => invokedBy is InvokedBy.Stream ? null : Symptom.DownstreamUnavailable,
    };
}
