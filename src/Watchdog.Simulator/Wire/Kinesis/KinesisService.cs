using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Kinesis;

/// <summary>Amazon Kinesis Data Streams over awsJson 1.1: what streams there are. Their records are the physics' alone.</summary>
public sealed class KinesisService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;

    public KinesisService(SimulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account;
        var streams = new Streams(account);
        _operations = new()
        {
            ["DescribeStreamSummary"] = streams.Describe,
            ["ListStreams"] = streams.List,
        };
    }

    public string SigningName => "kinesis";

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public string OperationOf(WireRequest request) => AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => AwsJson.Error(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(AwsJson.Handle(request, "Kinesis_20131202", _operations, _account.Gate, Errors.Missing));
    }
}
