namespace Watchdog.Simulator.Wire;

/// <summary>A message that was published to a topic.</summary>
/// <param name="At">Simulated time.</param>
/// <param name="Email">What an e-mail subscription gets as its body.</param>
/// <param name="Json">What a queue or function that is subscribed gets; the same as the e-mail where the publisher did not tell them apart.</param>
/// <param name="Attributes">Message attributes of type String.</param>
public sealed record PublishedMessage(
    DateTimeOffset At,
    string TopicArn,
    string? Subject,
    string Email,
    string Json,
    IReadOnlyDictionary<string, string> Attributes);
