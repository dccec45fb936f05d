using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Support;

public sealed class FakeInventory(Inventory inventory) : IInventorySource
{
    public Dictionary<string, FunctionDetails> Details { get; } = [];

    public Task<Inventory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(inventory);

    public Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken) => Task.FromResult(
        inventory.FindFunction(functionName) is null
            ? null
            : Details.GetValueOrDefault(functionName, new FunctionDetails(null, new Dictionary<string, string>(), RecursionAllowed: false)));
}

/// <summary>IAM: what each role may write to.</summary>
public sealed class FakePermissions : IPermissionSource
{
    private readonly Dictionary<string, string[]?> _writable = [];

    /// <summary>Each question that was asked: the role, and the resources asked about.</summary>
    public List<(string Role, string[] Arns)> Asked { get; } = [];

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Fault { get; set; }

    public FakePermissions Allow(string role, params string[] arns)
    {
        _writable[$"arn:aws:iam::123456789012:role/{role}"] = arns;
        return this;
    }

    /// <summary>IAM refuses to say.</summary>
    public FakePermissions Silent(string role)
    {
        _writable[$"arn:aws:iam::123456789012:role/{role}"] = null;
        return this;
    }

    public Task<IReadOnlySet<string>?> WritableAsync(
        string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken)
    {
        if (Fault is not null)
            throw Fault;
        Asked.Add((roleArn, [.. resourceArns]));
        var writable = _writable.GetValueOrDefault(roleArn, []);
        return Task.FromResult<IReadOnlySet<string>?>(writable?.Intersect(resourceArns).ToHashSet());
    }
}
