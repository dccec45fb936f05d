namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>Parts of circuits and loops for tests.</summary>
public static class A
{
    /// <summary>A trial that has just begun.</summary>
    public static Trial Trial(TrialPhase phase, params (string Function, int Trickle)[] hops) => new(
        [.. hops.Select(h => new TrialHop(h.Function, TrialGauge.QueueDepth, h.Function, h.Trickle, ArrivalsBefore: 600, ProcessedBefore: 600))],
        [new TrialSpan(phase, An.Nine)],
        []);

    public static Trial Then(this Trial trial, TrialPhase phase, DateTimeOffset from) => trial with { Spans = trial.Spans.Add(new TrialSpan(phase, from)) };

    public static string RuleArn(string name) => $"arn:aws:events:us-east-1:123456789012:rule/{name}";

    public static string FunctionArn(string name) => $"arn:aws:lambda:us-east-1:123456789012:function:{name}";
}
