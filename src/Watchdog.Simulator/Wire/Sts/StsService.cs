using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sts;

/// <summary>AWS STS over query/XML: who the caller is.</summary>
public sealed class StsService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly IReadOnlyDictionary<string, string> _identities;
    private readonly Query _query;

    /// <param name="identities">
    /// ARNs by access key id, e.g. arn:aws:sts::123456789012:assumed-role/ROLE/SESSION; read at each call. Everybody else is the user "operator".
    /// </param>
    public StsService(SimulatedAccount account, IReadOnlyDictionary<string, string>? identities = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account;
        _identities = identities ?? new Dictionary<string, string>();
        _query = new Query(
            "https://sts.amazonaws.com/doc/2011-06-15/",
            "2011-06-15",
            new Dictionary<string, Operation> { ["GetCallerIdentity"] = GetCallerIdentity },
            account.Gate,
            name => new AwsException("ValidationError", $"{name} is required."));
    }

    public string SigningName => "sts";

    public IReadOnlyCollection<string> Operations => _query.Operations;

    public string OperationOf(WireRequest request) => Query.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => _query.Refuse(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_query.Handle(request));
    }

    private Output GetCallerIdentity(Input input, WireRequest request) => new JsonObject
    {
        ["Arn"] = _identities.TryGetValue(request.Caller, out var arn) ? arn : $"arn:aws:iam::{_account.AccountId}:user/operator",
        ["UserId"] = request.Caller,
        ["Account"] = _account.AccountId,
    };
}
