using System.Collections.Immutable;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>Which triggers a circuit of function f is about, in an account that is made for it.</summary>
/// <param name="Own">What is held of f.</param>
/// <param name="Others">What is held of other functions while an experiment runs.</param>
public sealed record LoopWorld(string Name, ImmutableArray<TriggerName> Own, ImmutableArray<TriggerName> Others)
{
    public const string Function = "f";

    private static readonly string Rule = A.RuleArn("nightly");

    public static ImmutableArray<string> Names { get; } = ["queue", "stream", "push", "rule", "two functions"];

    /// <summary>All that contain and probe may hold.</summary>
    public ImmutableArray<TriggerName> All => [.. Own, .. Others];

    public static LoopWorld Of(string name) => name switch
    {
        "queue" => new(name, [Mapping("m1"), Mapping("m2")], []),
        "stream" => new(name, [Mapping("m3")], []),
        "push" => new(name, [Push(Function, "arn:aws:s3:::uploads")], []),
        "rule" => new(name, [Push(Function, Rule)], []),
        "two functions" => new(name, [Mapping("m1"), Push(Function, "arn:aws:s3:::uploads", Rule)], [Mapping("m4", "g"), Push("g", "arn:aws:sns:us-east-1:123456789012:done")]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>An account with all that the loops are made of.</summary>
    public static Account NewAccount()
    {
        var account = new Account();
        account.Mappings.Add(An.Mapping("m1", An.QueueArn("work"), Function, maximumConcurrency: 7));
        account.Mappings.Add(An.Mapping("m2", An.QueueArn("more"), Function, "Disabled"));
        account.Mappings.Add(An.Mapping("m3", An.TableStreamArn("orders"), Function) with { BatchSize = 100, Stream = new StreamReading(4, null, null, false, false) });
        account.Mappings.Add(An.Mapping("m4", An.QueueArn("next"), "g", maximumConcurrency: 20));
        account.Mappings.Add(An.Mapping("m5", An.QueueArn("beside"), Function));
        account.Concurrency.Functions[Function] = new FunctionConcurrency(null, HasFailureDestination: false);
        account.Concurrency.Functions["g"] = new FunctionConcurrency(9, HasFailureDestination: true);
        account.Rules.Add(new EventRule(Rule, IsEnabled: true, [A.FunctionArn(Function)]));
        return account;
    }

    public static Trial Trial(TrialPhase phase) => A.Trial(phase, (Function, 5), ("g", 3));

    public static TriggerName Mapping(string uuid, string function = Function) => new TriggerName.Mapping(uuid, function);

    public static TriggerName Push(string function, params string[] callers) => new TriggerName.Push(function, [.. callers], IsToStop: false);
}
