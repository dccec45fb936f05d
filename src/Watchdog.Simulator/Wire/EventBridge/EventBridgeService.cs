using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.EventBridge;

/// <summary>
/// Amazon EventBridge over awsJson 1.1: what rules there are, and whether they deliver, and events that somebody puts
/// onto a bus. The latter are kept and delivered to nobody: what rules match are the physics' events.
/// </summary>
public sealed class EventBridgeService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;
    private readonly List<PutEvent> _events = [];

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
            ["PutEvents"] = new PutEvents(account, _events).Run,
        };
    }

    /// <summary>What was put, oldest first.</summary>
    public IReadOnlyList<PutEvent> Events
    {
        get
        {
            lock (_account.Gate)
                return [.. _events];
        }
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
