using static Watchdog.Benchmarks.Breaker.ScenarioText;

namespace Watchdog.Benchmarks.Breaker.Loops;

/// <summary>One runaway loop: what it goes through, how fast, in what kind of account.</summary>
/// <param name="Busy">Whether the account is: then other functions have plenty of traffic, and this one has 10 events a second of its own.</param>
/// <param name="Gain">Events that come back for each.</param>
/// <param name="Turn">
/// From an event's arrival to that of what it brought. Through a dead-letter queue it is a second more at least: the visibility timeout.
/// </param>
internal sealed record Loop(LoopFamily Family, bool Busy, TimeSpan Turn, double Gain)
{
    /// <summary>When the functions begin to write; until then they have had their usual traffic for longer than an hour.</summary>
    public static TimeSpan Onset { get; } = TimeSpan.FromMinutes(70);

    /// <summary>How long it is looked at after its onset, and its invocations are counted.</summary>
    public static TimeSpan Watched { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether an environment variable names what the function writes to; else only its role says so.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The usual traffic, which also feeds the loop. Events a second.</summary>
    public double FeedPerSecond => Busy ? 10 : 10 / 60.0;

    public string TurnText => Turn < TimeSpan.FromSeconds(1) ? $"{Turn.TotalMilliseconds:0}ms" : $"{Turn.TotalSeconds:0}s";

    public string Name => $"loop-{Family.Word()}-{(Busy ? "busy" : "idle")}-{TurnText}-gain-{Number(Gain)}{(IsNamed ? "" : "-role-only")}";

    /// <summary>The functions through which it goes.</summary>
    public IReadOnlyList<string> Functions => Family switch
    {
        LoopFamily.TwoFunctions => [TwoFunctionLoop.First, TwoFunctionLoop.Second],
        LoopFamily.DeadLetter => [DeadLetterLoop.Consumer, DeadLetterLoop.Redriver],
        _ => [SingleLoop.Function],
    };

    /// <param name="mode">The breaker's where Watchdog protects; else it is off.</param>
    public string Yaml(Protection protection, string mode, long seed)
    {
        var text = new ScenarioText(
            protection == Protection.Watchdog ? Name : $"{Name}-{(protection == Protection.Aws ? "aws" : "no-breaker")}",
            $"from minute {Onset.TotalMinutes:0} on {Number(Gain)} events come back for each, {TurnText} later",
            seed,
            (int)(Onset + Watched).TotalMinutes)
        {
            Breaker = protection == Protection.Watchdog ? mode : "off",
        };
        var aws = protection == Protection.Aws;
        if (Family == LoopFamily.TwoFunctions)
            TwoFunctionLoop.Add(text, this, aws);
        else if (Family == LoopFamily.DeadLetter)
            DeadLetterLoop.Add(text, this, aws);
        else
            SingleLoop.Add(text, this, aws);
        if (Busy)
            Neighbours.AddMany(text);
        else
            Neighbours.AddFew(text);
        // Which function of several the breaker opens is its own affair.
        if (protection == Protection.Watchdog && Functions is [var function])
            text.Add("expect", $"{{ action: trip, function: {function}, from: {Onset.TotalMinutes:0}m, within: {Family.Limit().Open.TotalMinutes:0}m }}");
        return text.ToString();
    }

    public string Rate => Busy ? $"{Number(FeedPerSecond)}/s" : $"{Number(FeedPerSecond * 60)}/m";
}
