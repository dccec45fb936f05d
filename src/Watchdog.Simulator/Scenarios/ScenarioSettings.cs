namespace Watchdog.Simulator.Scenarios;

/// <param name="Concurrency">The account's limit of concurrent executions.</param>
/// <param name="ScaleUpPerMinute">By how many concurrent invocations a minute a queue mapping grows.</param>
public sealed record AccountSettings(int Concurrency, double ScaleUpPerMinute);

/// <summary>Parameters of the stack under test; null leaves the template's default.</summary>
/// <param name="Breaker">off, alert, confirm or trip.</param>
public sealed record WatchdogParameters(string? Breaker, bool? AutoProbe);

/// <summary>A minute's metrics become readable between <paramref name="Delay"/> and <paramref name="Delay"/> plus <paramref name="Jitter"/> after its end.</summary>
public sealed record CloudWatchDelay(TimeSpan Delay, TimeSpan Jitter);

/// <summary>What a person does by hand.</summary>
/// <param name="Payload">The JSON that the CircuitBreaker function is invoked with.</param>
public sealed record OperatorAct(TimeSpan At, string Payload);
