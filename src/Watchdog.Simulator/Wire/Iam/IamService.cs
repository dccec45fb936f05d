using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Iam;

/// <summary>AWS IAM over query/XML: the roles of the account's functions, and what they may do.</summary>
public sealed class IamService : IWireService
{
    private readonly Query _query;

    public IamService(SimulatedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _query = new Query(
            "https://iam.amazonaws.com/doc/2010-05-08/",
            "2010-05-08",
            new Dictionary<string, Operation>
            {
                ["SimulatePrincipalPolicy"] = new SimulatePrincipalPolicy(account).Run,
                ["GetRole"] = new GetRole(account).Run,
            },
            account.Gate,
            name => new AwsException("ValidationError", $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null"));
    }

    public string SigningName => "iam";

    public IReadOnlyCollection<string> Operations => _query.Operations;

    public string OperationOf(WireRequest request) => Query.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => _query.Refuse(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(_query.Handle(request));
    }
}
