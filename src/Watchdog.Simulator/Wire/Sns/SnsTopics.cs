using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Sns;

/// <summary>The account's topics and everything that was published to them. Whoever reads or changes it holds the account's gate.</summary>
public sealed class SnsTopics(SimulatedAccount account)
{
    private readonly SortedDictionary<string, SnsTopic> _topics = new(StringComparer.Ordinal);
    private readonly List<PublishedMessage> _messages = [];

    /// <summary>By ARN.</summary>
    public IReadOnlyDictionary<string, SnsTopic> Topics => _topics;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PublishedMessage> Messages => _messages;

    /// <summary>A message was published. Raised while the account's gate is held.</summary>
    public event Action<PublishedMessage>? Published;

    /// <summary>The topic of that name; made when there is none. Its attributes stay when there is one.</summary>
    public SnsTopic Create(string name)
    {
        var arn = $"arn:aws:sns:{account.Region}:{account.AccountId}:{name}";
        if (!_topics.TryGetValue(arn, out var topic))
            _topics[arn] = topic = new SnsTopic(arn);
        return topic;
    }

    internal void Publish(PublishedMessage message)
    {
        _messages.Add(message);
        Published?.Invoke(message);
    }
}

/// <summary>A topic. Its subscriptions are kept and shown; nothing is delivered to them.</summary>
public sealed class SnsTopic(string arn)
{
    public string Arn { get; } = arn;

    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];

    public IList<SnsSubscription> Subscriptions { get; } = [];
}

/// <param name="Protocol">email, sqs, lambda, https…</param>
/// <param name="Endpoint">An address, URL or ARN.</param>
public sealed record SnsSubscription(string Arn, string Protocol, string Endpoint);
