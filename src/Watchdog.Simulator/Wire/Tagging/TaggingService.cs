using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Tagging;

/// <summary>The Resource Groups Tagging API over awsJson 1.1: which resources bear a tag, whatever their kind.</summary>
public sealed class TaggingService : IWireService
{
    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;

    public TaggingService(SimulatedAccount account, TaggingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account;
        var change = new ChangeTags(account);
        _operations = new()
        {
            ["GetResources"] = new GetResources(account, options ?? new TaggingOptions()).Run,
            ["TagResources"] = change.Tag,
            ["UntagResources"] = change.Untag,
        };
    }

    public string SigningName => "tagging";

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public string OperationOf(WireRequest request) => AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) => AwsJson.Error(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(AwsJson.Handle(request, "ResourceGroupsTaggingAPI_20170126", _operations, _account.Gate, Errors.Missing));
    }
}

/// <param name="ResourcesPerPage">
/// Resources in an answer of GetResources, 1 to 100. AWS's own pages are so large that a caller that ignores the token would go unnoticed in a small
/// account.
/// </param>
public sealed record TaggingOptions(int ResourcesPerPage = 20);
