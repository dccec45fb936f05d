using System.Collections.Immutable;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Detection;

/// <summary>
/// Settings that will cause trouble, whatever the traffic. What is only not as recommended is a <see cref="Notice"/>.
/// </summary>
public static class Misconfiguration
{
    /// <summary>A queue that some function reads.</summary>
    public static Judgement JudgeQueue(Queue queue, IReadOnlyCollection<QueueReader> readers, DateTimeOffset now)
    {
        // What a disabled mapping would do wrong it does not do.
        var reading = readers.Where(r => !r.Mapping.IsDisabled).OrderBy(r => r.Function.Name, StringComparer.Ordinal).ToArray();
        ConfigurationFault[] faults =
        [
            .. reading.Where(r => queue.VisibilityTimeout < r.Function.Timeout).Select(r => HiddenTooShortly(queue, r)),
            .. reading.Length > 0 && queue.Redrive is { MaxReceiveCount: <= 1 } redrive ? [GivenUpAtOnce(queue, redrive)] : Array.Empty<ConfigurationFault>(),
        ];
        return faults.Length > 0
            ? new Judgement.Trouble(ConfigurationFault.ToFinding(Symptom.Misconfiguration, queue.Id, faults, now))
            : new Judgement.Healthy(Symptom.Misconfiguration, queue.Id, "nothing in its settings will cause trouble");
    }

    /// <summary>A function with mappings, or on a loop.</summary>
    public static Judgement JudgeFunction(FunctionSettings settings, WatchdogStack stack, DateTimeOffset now)
    {
        var id = settings.Function.Id;
        var enabled = settings.Mappings.Where(m => !m.IsDisabled).OrderBy(m => m.Uuid, StringComparer.Ordinal).ToArray();
        var loop = LoopOf(settings);
        ConfigurationFault[] faults =
        [
            .. settings.Versions is { } versions
                ? enabled.Where(m => NamesQualifier(m) && !Exists(m.Qualifier!, versions)).Select(m => CallsNobody(m, versions))
                : [],
            .. enabled.Select(BatchThatCannotBe).OfType<ConfigurationFault>(),
            .. loop is Told.Yes yes ? [StaticLoop(settings.Function, yes.Loop, stack)] : Array.Empty<ConfigurationFault>(),
        ];
        if (faults.Length > 0)
            return new Judgement.Trouble(ConfigurationFault.ToFinding(Symptom.Misconfiguration, id, faults, now));
        if (settings.Versions is null && enabled.Any(NamesQualifier))
            return new Judgement.InsufficientData(Symptom.Misconfiguration, id, "its versions and aliases were not read in this run");
        return loop is Told.Unknown unknown
            ? new Judgement.InsufficientData(Symptom.Misconfiguration, id, unknown.Because)
            : new Judgement.Healthy(Symptom.Misconfiguration, id, "nothing in its settings will cause trouble");
    }

    /// <summary>A function that mappings invoke and that does not exist.</summary>
    public static Finding FunctionIsMissing(string function, IEnumerable<EventSourceMapping> mappings, DateTimeOffset now) =>
        ConfigurationFault.ToFinding(
            Symptom.Misconfiguration,
            ResourceId.Function(function),
            [
                .. mappings.OrderBy(m => m.Uuid, StringComparer.Ordinal).Select(mapping => new ConfigurationFault(
                    $"The mapping of {ConfigurationNotices.NameOf(mapping)} invokes {function}, which does not exist: nothing of {ConfigurationNotices.NameOf(mapping)} is processed, and there is no function whose metrics could show it.",
                    $"{function} was deleted, and its mapping left.",
                    Severity.Critical,
                    [],
                    [
                        $"If {function} is gone for good: aws lambda delete-event-source-mapping --uuid {mapping.Uuid}",
                        $"If another one has taken its place: aws lambda update-event-source-mapping --uuid {mapping.Uuid} --function-name FUNCTION",
                    ])),
            ],
            now);

    private static ConfigurationFault HiddenTooShortly(Queue queue, QueueReader reader)
    {
        var (timeout, window) = (reader.Function.Timeout, reader.Mapping.BatchingWindow);
        var enough = 6 * timeout + window;
        return new ConfigurationFault(
            $"A message of {queue.Name} is hidden for {Say.Duration(queue.VisibilityTimeout)} once received, and {reader.Function.Name} may work on it for {Say.Duration(timeout)}: " +
            "what takes longer comes back while it is still worked on, is processed twice, and counts as a receive towards the dead-letter queue.",
            $"Either the timeout of {reader.Function.Name} was raised and the queue forgotten, or the queue's visibility timeout was lowered.",
            Severity.Warning,
            [
                new Evidence("visibility timeout", queue.VisibilityTimeout.TotalSeconds, "s"),
                new Evidence($"timeout of {reader.Function.Name}", timeout.TotalSeconds, "s"),
                new Evidence("recommended visibility timeout", enough.TotalSeconds, "s"),
            ],
            [
                $"Hide messages for six timeouts and the batching window: aws sqs set-queue-attributes --queue-url {queue.Url} --attributes VisibilityTimeout={Math.Min(enough.TotalSeconds, 43_200):0}",
                $"Or lower the timeout of {reader.Function.Name} to what it needs: aws lambda update-function-configuration --function-name {reader.Function.Name} --timeout SECONDS",
            ]);
    }

    private static ConfigurationFault GivenUpAtOnce(Queue queue, RedrivePolicy redrive) => new(
        $"{queue.Name} gives a message up after {Say.Count(redrive.MaxReceiveCount, "receive")}: whatever fails, times out or is refused concurrency a single time is a dead letter.",
        $"The maxReceiveCount of {queue.Name} is {redrive.MaxReceiveCount}. Lambda receives before it invokes, so that a throttled message has had its one receive.",
        Severity.Warning,
        [new Evidence("maxReceiveCount", redrive.MaxReceiveCount, "receives")],
        [
            "Allow five receives or more, and have the function reject by itself what can never be processed: " +
            $"aws sqs set-queue-attributes --queue-url {queue.Url} --attributes '{{\"RedrivePolicy\":\"{{\\\"deadLetterTargetArn\\\":\\\"{redrive.DeadLetterQueueArn}\\\",\\\"maxReceiveCount\\\":5}}\"}}'",
        ]);

    private static bool NamesQualifier(EventSourceMapping mapping) => mapping.Qualifier is not (null or "$LATEST");

    private static bool Exists(string qualifier, FunctionVersions versions) =>
        versions.FindAlias(qualifier) is not null || versions.Published.Any(v => v.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == qualifier);

    private static ConfigurationFault CallsNobody(EventSourceMapping mapping, FunctionVersions versions)
    {
        var source = ConfigurationNotices.NameOf(mapping);
        var there = versions.Aliases.Select(a => a.Name).Order(StringComparer.Ordinal).Concat(versions.Published.Select(v => $"{v.Number}").TakeLast(3)).ToArray();
        return new ConfigurationFault(
            $"The mapping of {source} invokes {mapping.FunctionName}:{mapping.Qualifier}, which does not exist: nothing of {source} is processed, and no metric of the function shows it.",
            $"Either {mapping.Qualifier} was deleted while the mapping went on naming it, or its name is misspelt"
            + (there.Length == 0 ? "; nothing of the function is published." : $"; there are {Say.List(there)}."),
            Severity.Critical,
            [],
            [
                "Let the mapping invoke what exists: aws lambda update-event-source-mapping --uuid " +
                $"{mapping.Uuid} --function-name {mapping.FunctionName}{(there.Length == 0 ? "" : $":{there[0]}")}",
                $"Or create it again: aws lambda create-alias --function-name {mapping.FunctionName} --name {mapping.Qualifier} --function-version VERSION",
            ]);
    }

    private static ConfigurationFault? BatchThatCannotBe(EventSourceMapping mapping)
    {
        if (BatchSizes.Of(mapping.SourceArn) is not { } sizes)
            return null;
        var isWindowed = mapping.BatchingWindow >= TimeSpan.FromSeconds(1);
        var most = isWindowed ? sizes.Maximum : Math.Min(sizes.Maximum, sizes.WithoutWindow);
        if (mapping.BatchSize <= most)
            return null;
        var source = ConfigurationNotices.NameOf(mapping);
        var window = mapping.BatchSize <= sizes.Maximum;
        return new ConfigurationFault(
            $"The mapping of {source} to {mapping.FunctionName} asks for batches of {Say.Number(mapping.BatchSize)}, and an invocation gets at most {Say.Number(most)}"
            + (window ? ": without a batching window a batch is what one receive brings." : $", which is the most that {sizes.Source} gives."),
            window ? "The batch size was raised without a batching window." : $"The batch size is beyond the maximum of {sizes.Source}.",
            Severity.Warning,
            [new Evidence("batch size", mapping.BatchSize, ""), new Evidence("largest batch possible", most, ""), new Evidence("batching window", mapping.BatchingWindow.TotalSeconds, "s")],
            [
                window
                    ? $"Let it gather for a second or more: aws lambda update-event-source-mapping --uuid {mapping.Uuid} --maximum-batching-window-in-seconds 1"
                    : $"Ask for what is possible: aws lambda update-event-source-mapping --uuid {mapping.Uuid} --batch-size {most}",
            ]);
    }

    private static Told LoopOf(FunctionSettings settings)
    {
        // While its circuit is held the loop is not live, and is not gone either.
        if (settings.IsLoopTold)
            return new Told.Unknown("its loop has an incident of its own");
        if (settings.Loop is not { IsLive: true, IsAgreed: true } loop)
            return settings.LoopGap is { } gap ? new Told.Unknown(gap) : new Told.No();
        if (settings.Details is not { } details)
            return new Told.Unknown("its tags and its recursion setting could not be read");
        var isMeant = details.RecursionAllowed || (details.Tags.TryGetValue(BreakerModes.Tag, out var tag) && BreakerModes.Parse(tag) == BreakerMode.Off);
        return isMeant ? new Told.No() : new Told.Yes(loop);
    }

    private static ConfigurationFault StaticLoop(Function function, Loop loop, WatchdogStack stack) => new(
        $"{function.Name} can feed itself: {loop.Path}. It does not run away at present; a change of its code, or a message that it keeps sending back, is enough.",
        string.Join(' ', loop.Evidence),
        Severity.Warning,
        [],
        [
            $"Let {function.Name} write to another resource than the one that triggers it, or take the permission away from its role.",
            loop.OwnPushTriggers.Any(t => t.Source.Id.Kind is ResourceKind.Bucket)
                ? "If it must write there, let the bucket's notification name a prefix or suffix that the function does not write to."
                : "If it must write there, mark what it writes (an attribute, a message attribute) and filter it out in the mapping, or return at once when the mark is found.",
            $"If the loop is meant, say so to AWS and to Watchdog: aws lambda put-function-recursion-config --function-name {function.Name} --recursive-loop Allow",
            $"Should it run away: {OperatorCommandLine.For(stack.BreakerFunction, OperatorAction.Trip, function.Name)}",
        ]);

    private abstract record Told
    {
        public sealed record Yes(Loop Loop) : Told;

        public sealed record No : Told;

        public sealed record Unknown(string Because) : Told;
    }
}

/// <summary>A mapping of a queue, with the function that it invokes.</summary>
public sealed record QueueReader(EventSourceMapping Mapping, Function Function);

/// <summary>What is set about a function.</summary>
/// <param name="Versions">Null when they were not read.</param>
/// <param name="Loop">Null when none is known.</param>
public sealed record FunctionSettings(Function Function, ImmutableArray<EventSourceMapping> Mappings, FunctionVersions? Versions, Loop? Loop)
{
    /// <summary>Needed only of functions on a loop; null when they could not be read.</summary>
    public FunctionDetails? Details { get; init; }

    /// <summary>Whether an incident tells of the loop already, of this function or of another one on it.</summary>
    public bool IsLoopTold { get; init; }

    /// <summary>Why a loop may be there that is not seen; null when all that draws loops was read.</summary>
    public string? LoopGap { get; init; }
}
