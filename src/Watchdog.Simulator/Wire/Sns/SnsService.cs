using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sns;

/// <summary>Amazon SNS over query/XML.</summary>
public sealed class SnsService : IWireService
{
    private readonly Query _query;

    public SnsService(SimulatedAccount account, SnsTopics topics)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(topics);
        var operations = new TopicOperations(account, topics);
        _query = new Query(
            "http://sns.amazonaws.com/doc/2010-03-31/",
            "2010-03-31",
            new Dictionary<string, Operation>
            {
                ["CreateTopic"] = operations.Create,
                ["ListTopics"] = operations.List,
                ["GetTopicAttributes"] = operations.GetAttributes,
                ["Subscribe"] = operations.Subscribe,
                ["ListSubscriptionsByTopic"] = operations.ListSubscriptions,
                ["Publish"] = new Publish(account, topics).Run,
            },
            account.Gate,
            Errors.Missing);
    }

    public string SigningName => "sns";

    public IReadOnlyCollection<string> Operations => _query.Operations;

    public string OperationOf(WireRequest request) => Query.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => _query.Refuse(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_query.Handle(request));
    }
}
