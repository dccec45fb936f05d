using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>Amazon SQS over awsJson 1.0, with the error codes of its older query protocol for clients that ask for them.</summary>
public sealed class SqsService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;

    public SqsService(SimulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account;
        var queues = new Queues(account);
        var attributes = new QueueAttributes(account);
        var sent = new SentMessages(account);
        var sending = new Sending(account, sent);
        var receiving = new Receiving(account, sent);
        _operations = new()
        {
            ["ListQueues"] = queues.List,
            ["GetQueueUrl"] = queues.GetUrl,
            ["ListDeadLetterSourceQueues"] = queues.ListDeadLetterSources,
            ["ListQueueTags"] = queues.ListTags,
            ["GetQueueAttributes"] = attributes.Get,
            ["SetQueueAttributes"] = attributes.Set,
            ["SendMessage"] = sending.One,
            ["SendMessageBatch"] = sending.Batch,
            ["ReceiveMessage"] = receiving.Receive,
            ["DeleteMessage"] = receiving.Delete,
            ["PurgeQueue"] = receiving.Purge,
        };
    }

    public string SigningName => "sqs";

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public string OperationOf(WireRequest request) => AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => AwsJson.Error(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(AwsJson.Handle(request, "AmazonSQS", _operations, _account.Gate, Errors.Missing));
    }
}
