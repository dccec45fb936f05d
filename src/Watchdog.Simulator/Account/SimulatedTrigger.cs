namespace Watchdog.Simulator.Account;

/// <summary>Something that calls a function on its own account, without a mapping: a bucket, a topic or a rule.</summary>
/// <param name="Qualifier">The version or alias that it calls; null is $LATEST.</param>
public sealed record SimulatedTrigger(string SourceArn, string FunctionName, string? Qualifier);
