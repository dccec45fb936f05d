using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.EventBridge;

/// <summary>Amazon EventBridge over awsJson 1.1: what rules there are, and whether they deliver. Their events are the physics' alone.</summary>
public sealed class EventBridgeService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;

    public EventBridgeService(SimulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account;
        var rules = new Rules(account);
        _operations = new()
        {
            ["DescribeRule"] = rules.Describe,
            ["ListTargetsByRule"] = rules.ListTargets,
            ["EnableRule"] = rules.Enable,
            ["DisableRule"] = rules.Disable,
        };
    }

    public string SigningName => "events";

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public string OperationOf(WireRequest request) => AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => AwsJson.Error(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(AwsJson.Handle(request, "AWSEvents", _operations, _account.Gate, Errors.Missing));
    }
}
