namespace Watchdog.Simulator.Runtime;

/// <summary>A function of the stack, as its process and the Runtime API need it.</summary>
/// <param name="Handler">The value of _HANDLER.</param>
/// <param name="Timeout">Kept in real time, as Lambda would: at least 1 s.</param>
/// <param name="Environment">The variables that the template sets.</param>
/// <param name="MaximumRetryAttempts">How often an asynchronous event is tried again after a function error: 0 to 2, Lambda's default 2.</param>
public sealed record HostedFunction(
    string Name,
    string Arn,
    string Handler,
    TimeSpan Timeout,
    int MemoryMegabytes,
    IReadOnlyDictionary<string, string> Environment,
    int MaximumRetryAttempts = 2)
{
    /// <summary>The access key id of the function's role: its own for each function, so that API calls can be told apart.</summary>
    public string AccessKeyId { get; } = $"ASIA{Identifier.Hex(Name, 16).ToUpperInvariant()}";

    /// <summary>Signs the function's requests. A secret of the simulation only.</summary>
    public string SecretAccessKey { get; } = Identifier.Hex($"{Name}/secret", 40);

    public string SessionToken { get; } = Identifier.Hex($"{Name}/session", 64);
}
